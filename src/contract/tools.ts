import { z } from "zod";
import { automationSummary } from "./automation-tools.ts";
import { connectionRequestStatuses } from "./connection.ts";
import { codeCallShape, madeByShape, mergeChoicesShape, mergeConflictShape } from "./function.ts";
import { connectorScopesShape, permissionChangeShape, permissionShape } from "./permission.ts";
import { questionInput, questionShape } from "./questions.ts";
import { runShape, wouldShape } from "./run.ts";

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
        title: z.string(),
        kind: z.enum(["read", "write", "destructive"]),
        /** TypeScript with comments, of the best hits. */
        input: z.string().optional(),
        output: z.string().optional(),
      }),
    ),
    /** What can start a function. */
    events: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          /** What `trigger.body` has, and what stands under `with`: TypeScript with comments. */
          body: z.string().optional(),
          with: z.string().optional(),
        }),
      )
      .optional(),
    /** By provider, of which several are connected: names, the default first. */
    accounts: z.record(z.string(), z.array(z.string())).optional(),
  }),
};

export const describeOperations = {
  input: z.strictObject({
    ids: z.array(z.string()).min(1).max(8).describe("Ids from search_catalog"),
  }),
  output: z.object({
    operations: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        kind: z.enum(["read", "write", "destructive"]),
        /** TypeScript with comments; JSON Schema in older chats. */
        input: z.unknown(),
        output: z.unknown(),
        /** Method and address, as code calls it; absent in older chats. */
        call: z.string().optional(),
        /** How often, in words; absent in older chats. */
        rateLimit: z.string().optional(),
        docs: z.string().optional(),
      }),
    ),
    unknown: z.array(z.string()),
    /** For each unknown id those nearest to it; absent in older chats. */
    nearest: z.record(z.string(), z.array(z.string())).optional(),
  }),
};

const problem = z.object({ where: z.string(), message: z.string() });

/** Requests to give to request_connection first, one a provider. */
const connect = z.array(
  z.object({
    request: z.string(),
    provider: z.string(),
    /** Which of several accounts; absent for the default. */
    account: z.string().optional(),
    scopes: z.array(z.string()),
  }),
);

export const proposeFlow = {
  input: z.strictObject({
    // Judged by the check, which names what is wrong; the type alone is told to the model.
    flow: z.unknown().meta({ type: "object", description: "The whole flow" }),
    base: z
      .number()
      .int()
      .positive()
      .optional()
      .describe("When changing a function: the version that the change starts from"),
    was: z.string().optional().describe("When the flow renames the function: the name it has now"),
    askWhose: z.boolean().optional(),
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
      /** Paths to what the catalog does not know of: they may be right. */
      doubts: z.array(problem).optional(),
      connect,
    }),
  ]),
};

/** Answered by the page: the "Action required" card. */
export const requestConnection = {
  input: z.strictObject({ request: z.string().describe("`request` of propose_flow's answer") }),
  output: z.object({
    status: z.enum(connectionRequestStatuses),
    account: z.string().optional(),
    /** The person chose that everybody connects their own: the flow has to say so. */
    whose: z.literal("user").optional(),
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
  input: z.strictObject({
    proposal: z.string().describe("`proposal` of propose_flow's answer"),
    choices: mergeChoicesShape
      .optional()
      .describe("After `conflict`: which side stays of each, in order"),
  }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("saved"),
      name: z.string(),
      version: z.number(),
      created: z.boolean(),
      /** The name that it had until now; calls under it keep working. */
      was: z.string().optional(),
      operations: z.array(z.string()),
      /** What it answers, of one that only reads, so that a page can show it: TypeScript. */
      answers: z.string().optional(),
      /** The code has changes by hand, and the change was merged into it. */
      merged: z.boolean().optional(),
      /** Permissions that no function of the app needs since this change; absent in older chats. */
      noLongerNeeded: z.array(unneededShape).optional(),
      /** What starts it by itself from now on; absent where a person or a program does. */
      automation: automationSummary.optional(),
    }),
    z.object({ status: z.literal("refused"), problems: z.array(problem) }),
    /** Nothing is saved until the person has chosen. */
    z.object({
      status: z.literal("conflict"),
      proposal: z.string(),
      name: z.string(),
      /** The version that was edited by hand. */
      version: z.number(),
      conflicts: z.array(mergeConflictShape),
      /** Asks for a side of each; their keys are read by `conflictsAsked`. */
      questions: z.array(questionShape),
    }),
  ]),
};

/** Needs the person's approval where it lets the function do more than before. */
export const editCode = {
  input: z.strictObject({
    name,
    version: z.number().int().positive().describe("The version that was read"),
    patch: z
      .array(
        z.strictObject({
          old: z.string().min(1).describe("Stands exactly once in its code"),
          new: z.string(),
        }),
      )
      .min(1)
      .max(50),
    judged: z
      .strictObject({
        /** The version that is current. */
        onto: z.number(),
        /** What the function may do then and may not now. */
        adds: z.array(codeCallShape.extend({ title: z.string() }).strict()),
      })
      .optional()
      .describe("Leave it out"),
  }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("saved"),
      name: z.string(),
      version: z.number(),
      /** The version it was before, and the code against it as a unified diff. */
      from: z.number(),
      diff: z.string(),
      operations: z.array(z.string()),
      permissions: z.array(connectorScopesShape),
      warnings: z.array(problem).optional(),
      noLongerNeeded: z.array(unneededShape),
    }),
    z.object({ status: z.literal("refused"), problems: z.array(problem) }),
    /** Operations that the patch adds take permissions that nobody granted; nothing is saved. */
    z.object({
      status: z.literal("needs-permission"),
      missing: z.array(
        permissionShape.omit({
          token: true,
          sensitivity: true,
          access: true,
          condition: true,
          avoids: true,
        }),
      ),
      connect,
    }),
    /** The code was changed in the same lines since `version`; nothing is saved. */
    z.object({
      status: z.literal("conflict"),
      name: z.string(),
      /** The current one: patch it instead. */
      version: z.number(),
      conflicts: z.array(
        z.object({ line: z.number(), base: z.string(), now: z.string(), patch: z.string() }),
      ),
    }),
    z.object({ status: z.literal("no-such-version"), name: z.string(), newest: z.number() }),
    z.object({ status: z.literal("not-found"), known: z.array(z.string()) }),
  ]),
};

const functionSummary = z.object({
  name: z.string(),
  version: z.number(),
  description: z.string().optional(),
  operations: z.array(z.string()),
  /** What starts it: `manual`, `schedule` …; absent for code without a flow. */
  trigger: z.string().optional(),
  scopes: z.array(z.string()).optional(),
});

export const listFunctions = {
  input: z.strictObject({}),
  output: z.object({
    functions: z.array(functionSummary),
    /** Names of functions that were deleted and can come back; absent in older chats. */
    deleted: z.array(z.string()).optional(),
  }),
};

const versionNumber = z.number().int().positive().optional();

/** What came after the version that everybody has is absent in older chats. */
export const readFunction = {
  input: z.strictObject({
    name,
    version: versionNumber.describe("An older version; left out: the current one"),
    since: versionNumber.describe(
      "Also say what changed since this version, and which versions there are",
    ),
  }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("found"),
      name: z.string(),
      version: z.number(),
      origin: z.enum(["flow", "hand"]),
      flow: z.unknown(),
      code: z.string(),
      /** What it answers, as TypeScript with comments; absent in older chats. */
      answers: z.string().optional(),
      createdAt: z.string().optional(),
      permissions: z
        .array(
          permissionShape.pick({ connector: true, scope: true, sentence: true, neededBy: true }),
        )
        .optional(),
      /** In words, and the next starts in ISO 8601. */
      schedule: z.object({ words: z.string(), next: z.array(z.string()) }).optional(),
      changes: z
        .object({ since: z.number(), words: z.array(z.string()), lines: z.array(z.string()) })
        .optional(),
      /** Newest first. */
      versions: z
        .array(
          z.object({
            version: z.number(),
            createdAt: z.string(),
            prompt: z.string().optional(),
            /** What made it; absent in older chats. */
            what: madeByShape.shape.what.optional(),
          }),
        )
        .optional(),
    }),
    z.object({ status: z.literal("no-such-version"), name: z.string(), newest: z.number() }),
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
      /** The name that it had until now, where the undone change was a new one. */
      was: z.string().optional(),
      version: z.number(),
      /** The version that it is like again. */
      from: z.number(),
    }),
    z.object({ status: z.literal("no-such-version"), name: z.string(), newest: z.number() }),
    /** It was deleted. */
    z.object({ status: z.literal("brought-back"), name: z.string(), version: z.number() }),
    z.object({ status: z.literal("name-taken"), name: z.string() }),
    z.object({ status: z.literal("nothing-to-undo"), name: z.string() }),
    z.object({ status: z.literal("not-found"), known: z.array(z.string()) }),
  ]),
};

/** A second function like one there is. */
export const copyFunction = {
  input: z.strictObject({
    name,
    to: name.optional().describe("Name of the copy; left out: one is made of the function's"),
  }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("copied"),
      name: z.string(),
      version: z.number(),
      of: z.string(),
    }),
    z.object({ status: z.literal("name-taken"), name: z.string() }),
    z.object({ status: z.literal("not-found"), known: z.array(z.string()) }),
  ]),
};

/** Needs the person's approval; `restore_function` brings it back. */
export const deleteFunction = {
  input: z.strictObject({ name }),
  output: z.discriminatedUnion("status", [
    z.object({ status: z.literal("deleted"), name: z.string() }),
    z.object({ status: z.literal("not-found"), known: z.array(z.string()) }),
  ]),
};

/** Needs the person's approval where the function writes: for this version, with this input. A dry run needs none. */
export const runFunction = {
  input: z.strictObject({
    name,
    version: z.number().int().positive().optional().describe("Leave it out: the current one runs"),
    input: z.looseObject({}).optional().describe("Values for the function's inputs"),
    dryRun: z.boolean().optional().describe("Only read, and say what would be written"),
    /** What a dry run told, before the first live run of a version. */
    rehearsed: z
      .strictObject({
        run: z.string(),
        would: z.array(wouldShape.pick({ words: true, shows: true })),
        error: z.string().optional(),
      })
      .optional()
      .describe("Leave it out"),
  }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("ran"),
      run: runShape.pick({ id: true, status: true, output: true, error: true, ms: true }),
      /** Of a dry run: what it held back. */
      would: z.array(wouldShape).readonly().optional(),
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
      runShape
        .pick({
          id: true,
          function: true,
          version: true,
          status: true,
          startedAt: true,
          error: true,
        })
        .extend({
          trigger: z.string().optional(),
          /** The call that ended it, and what to do about the refusal. */
          failedCall: z
            .object({
              operation: z.string().optional(),
              status: z.number().optional(),
              advice: z.string().optional(),
            })
            .optional(),
        }),
    ),
  }),
};

/** Ends the turn: the person answers in their next message. */
export const askPerson = {
  input: z.strictObject({
    understood: z.string().max(2000).optional().describe("What is already clear, in a sentence"),
    questions: z.array(questionInput).min(1).max(5).describe("All open questions, one each"),
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

export { listConnections } from "./connection-tools.ts";
