import { z } from "zod";
import { connectionRequestStatuses } from "./connection.ts";
import { permissionChangeShape, permissionShape } from "./permission.ts";
import { runShape } from "./run.ts";

/**
 * What the agent's tools take and answer. The model (built-in or hosted), the chat page and the
 * tools themselves share these shapes. Inputs are strict and described; answers are data.
 */
const name = z.string().describe("Name of a function");

export const searchCatalog = {
  input: z.strictObject({
    query: z.string().min(1).max(400).describe("What the person wants to do, in a few words"),
    limit: z.number().int().min(1).max(20).optional().describe("At most this many; 8 by default"),
  }),
  output: z.object({
    operations: z.array(
      z.object({
        id: z.string(),
        connector: z.string(),
        title: z.string(),
        kind: z.enum(["read", "write", "destructive"]),
      }),
    ),
  }),
};

export const describeOperations = {
  input: z.strictObject({
    ids: z.array(z.string()).min(1).max(8).describe("Operation ids from search_catalog"),
  }),
  output: z.object({
    operations: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        kind: z.enum(["read", "write", "destructive"]),
        /** JSON Schema. */
        input: z.unknown(),
        output: z.unknown(),
        docs: z.string(),
      }),
    ),
    unknown: z.array(z.string()),
  }),
};

const problem = z.object({ where: z.string(), message: z.string() });

export const proposeFlow = {
  input: z.strictObject({
    flow: z.unknown().describe("The whole flow: name, description, trigger, inputs, steps, output"),
    base: z
      .number()
      .int()
      .positive()
      .optional()
      .describe("When changing a function: the version that the change starts from"),
  }),
  output: z.discriminatedUnion("status", [
    z.object({ status: z.literal("invalid"), problems: z.array(problem) }),
    z.object({
      status: z.literal("ready"),
      proposal: z.string(),
      /** Everything the flow needs. */
      permissions: z.array(permissionShape),
      /** Against the version that is changed; absent for a new function. */
      changes: permissionChangeShape.optional(),
      /** One a provider that has to be asked first; give its `request` to request_connection. */
      connect: z.array(
        z.object({ request: z.string(), provider: z.string(), scopes: z.array(z.string()) }),
      ),
    }),
  ]),
};

/** Answered by the page: the "Action required" card. */
export const requestConnection = {
  input: z.strictObject({ request: z.string().describe("`request` of propose_flow's answer") }),
  output: z.object({
    status: z.enum(connectionRequestStatuses),
    account: z.string().optional(),
    /** Scopes that are still missing, and the steps that cannot work without them. */
    missing: z.array(z.string()),
    brokenSteps: z.array(z.string()),
    detail: z.string().optional(),
  }),
};

const unneededShape = z.object({
  connection: z.string(),
  account: z.string(),
  connector: z.string(),
  scope: z.string(),
  sentence: z.string(),
});

export const writeFunction = {
  input: z.strictObject({ proposal: z.string().describe("`proposal` of propose_flow's answer") }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("saved"),
      name: z.string(),
      version: z.number(),
      created: z.boolean(),
      operations: z.array(z.string()),
      /** Permissions that no function of the app needs since this change; absent in older chats. */
      noLongerNeeded: z.array(unneededShape).optional(),
    }),
    z.object({ status: z.literal("refused"), problems: z.array(problem) }),
  ]),
};

const functionSummary = z.object({
  name: z.string(),
  version: z.number(),
  description: z.string().optional(),
  operations: z.array(z.string()),
});

export const listFunctions = {
  input: z.strictObject({}),
  output: z.object({ functions: z.array(functionSummary) }),
};

export const readFunction = {
  input: z.strictObject({ name }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("found"),
      name: z.string(),
      version: z.number(),
      origin: z.enum(["flow", "hand"]),
      flow: z.unknown(),
      code: z.string(),
    }),
    z.object({ status: z.literal("not-found"), known: z.array(z.string()) }),
  ]),
};

export const restoreFunction = {
  input: z.strictObject({
    name,
    version: z
      .number()
      .int()
      .positive()
      .optional()
      .describe("The version to go back to; left out: undo the last change"),
  }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("restored"),
      name: z.string(),
      version: z.number(),
      from: z.number(),
    }),
    z.object({ status: z.literal("nothing-to-undo"), name: z.string() }),
    z.object({ status: z.literal("not-found"), known: z.array(z.string()) }),
  ]),
};

/** Needs the person's approval where the function writes: for this version, with this input. */
export const runFunction = {
  input: z.strictObject({
    name,
    version: z.number().int().positive().optional().describe("Leave it out: the current one runs"),
    input: z.looseObject({}).optional().describe("Values for the function's inputs"),
  }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("ran"),
      run: runShape.pick({ id: true, status: true, output: true, error: true, ms: true }),
      /** What to do about the refusal that ended it. */
      advice: z.string().optional(),
    }),
    z.object({ status: z.literal("not-found"), known: z.array(z.string()) }),
  ]),
};

export const listRuns = {
  input: z.strictObject({
    function: name.optional(),
    limit: z.number().int().min(1).max(20).optional(),
  }),
  output: z.object({
    runs: z.array(
      runShape.pick({
        id: true,
        function: true,
        version: true,
        status: true,
        startedAt: true,
        error: true,
      }),
    ),
  }),
};

export const listConnections = {
  input: z.strictObject({}),
  output: z.object({
    connections: z.array(
      z.object({
        provider: z.string(),
        account: z.string(),
        status: z.string(),
        permissions: z.array(z.object({ scope: z.string(), sentence: z.string() })),
      }),
    ),
  }),
};

/** Ends the turn: the person answers in their next message. */
export const askPerson = {
  input: z.strictObject({
    understood: z.string().max(2000).optional().describe("What is already clear, in a sentence"),
    questions: z.array(z.string().min(1)).min(1).max(5).describe("All open questions, one each"),
  }),
  output: z.object({ status: z.literal("asked") }),
};

/** Ends the turn: says why it will not be done, and what is possible instead. */
export const decline = {
  input: z.strictObject({
    reason: z.string().min(1).max(2000),
    instead: z.string().max(2000).optional().describe("The nearest thing that is possible"),
  }),
  output: z.object({ status: z.literal("declined") }),
};
