import { z } from "zod";
import { accountName, connectionRequestShape, connectionStates } from "./connection.ts";
import { connectorScopesShape } from "./permission.ts";

/** What made a version, and by which way it came. */
export const madeByShape = z.object({
  /** `code-edit` is a model's change of the code itself. */
  what: z.enum([
    "prompt",
    "code-edit",
    "hand",
    "restore",
    "rename",
    "duplicate",
    "import",
    "account",
  ]),
  /** `page` is a person in the browser, `api` who holds a key, `file` an editor on the mirrored file. */
  via: z.enum(["chat", "page", "api", "file"]),
});
export type MadeBy = z.output<typeof madeByShape>;

/** One thing the checks of a function found; line and column count from 1. */
export const codeProblemShape = z.object({
  check: z.enum(["syntax", "types", "lint", "policy", "conflict"]),
  /** An error keeps the code from being saved, a warning is shown. */
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  line: z.number().optional(),
  column: z.number().optional(),
});

/** An operation that code calls, and the account that it names for it. */
export const codeCallShape = z.object({
  operation: z.string(),
  account: z.string().optional(),
});

/** What a function does with an account, and which one it takes. */
const accountUseShape = z.object({
  /** Of a flow: the step, or `trigger`. Absent where code says itself what it calls. */
  step: z.string().optional(),
  /** The operation or the event. */
  use: z.string(),
  title: z.string(),
  connector: z.string(),
  provider: z.string(),
  /** Absent for the default; `user` for the one of whoever calls. */
  account: z.string().optional(),
  /** The account that this is now; absent where none is connected, or it is each person's own. */
  now: z
    .object({
      id: z.string(),
      name: z.string(),
      label: z.string(),
      state: z.enum(connectionStates),
    })
    .optional(),
});
export type AccountUse = z.output<typeof accountUseShape>;

/** Lines that two changes both touched, each in its own way. */
export const mergeConflictShape = z.object({
  /** Where it begins in the code as it stands, from 1. */
  line: z.number(),
  /** As they were before both changes. */
  base: z.string(),
  hand: z.string(),
  flow: z.string(),
});
export type MergeConflict = z.output<typeof mergeConflictShape>;

/** Which side of each conflict stays, in their order. */
export const mergeChoicesShape = z.array(z.enum(["hand", "flow"]));
export type MergeChoice = z.output<typeof mergeChoicesShape>[number];

/** What one version may do more, and less, than another. */
export const rightsDiffShape = z.object({
  operations: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }),
  permissions: z.object({
    added: z.array(connectorScopesShape),
    removed: z.array(connectorScopesShape),
  }),
});
export type RightsDiff = z.output<typeof rightsDiffShape>;

/** A file of the function that holds what is in no version. */
export const functionFileShape = z.object({
  status: z.enum(["broken", "conflict"]),
  /** The file that `code` is, and in which the problems have their lines. */
  name: z.enum(["entry.ts", "function.jsonc"]),
  code: z.string(),
  problems: z.array(codeProblemShape),
});
export type FunctionFileView = z.output<typeof functionFileShape>;

export const functionShape = z.object({
  name: z.string(),
  version: z.number(),
  origin: z.enum(["flow", "hand"]),
  madeBy: madeByShape,
  restoredFrom: z.number().optional(),
  prompt: z.string().optional(),
  description: z.string().optional(),
  flow: z.unknown(),
  code: z.string(),
  operations: z.array(z.string()),
  permissions: z.array(connectorScopesShape),
  createdAt: z.string(),
  etag: z.string(),
  /** Permissions that nobody granted yet; only where one function is asked for. */
  missing: z.array(connectorScopesShape).optional(),
  /** All that it does with tools that can have several accounts; only where one function is asked for. */
  accounts: z.array(accountUseShape).optional(),
  file: functionFileShape.optional(),
  /** Whether running it may change something; in lists too. */
  writes: z.boolean().optional(),
  /** Whether this version ever ran for real; only where one function is asked for. */
  hasRun: z.boolean().optional(),
  /** What it takes, as JSON Schema; in lists too, and left out where it has no flow. */
  input: z.unknown().optional(),
});
export type FunctionView = z.output<typeof functionShape>;

export const functionListShape = z.object({ functions: z.array(functionShape) });
export const versionListShape = z.object({
  versions: z.array(
    functionShape.pick({
      version: true,
      origin: true,
      madeBy: true,
      restoredFrom: true,
      prompt: true,
      createdAt: true,
      etag: true,
    }),
  ),
});

/** What code would be as the next version of a function; nothing is saved. */
export const inspectionShape = z.object({
  problems: z.array(codeProblemShape),
  operations: z.array(z.string()),
  /** The same with the accounts that the code names. */
  calls: z.array(codeCallShape),
  permissions: z.array(connectorScopesShape),
  /** Against the current version. */
  rights: rightsDiffShape,
});
export type InspectionView = z.output<typeof inspectionShape>;

export const versionDiffShape = z.object({
  from: z.number(),
  to: z.number(),
  /** Unified diff of the code; empty where it is the same. */
  patch: z.string(),
  rights: rightsDiffShape,
});

/** A function of code alone may have hyphens; one with a flow has the name of its flow. */
export const functionName = z
  .string()
  .max(60)
  .regex(
    /^[A-Za-z_$][\w$-]*$/,
    "must be letters, digits, _ and -, not starting with a digit or a hyphen",
  );

/** "Action required" for what the current version needs and nobody granted yet. */
export const functionRequestsShape = z.object({ requests: z.array(connectionRequestShape) });

export const codeBody = z.strictObject({
  code: z.string().meta({
    examples: ['export default {\n  fetch: () => Response.json({ hello: "world" }),\n};\n'],
  }),
});
export const codeShape = z.object({ code: z.string() });
export const renameBody = z.strictObject({ name: functionName });
/** By step, or `trigger`: the name of an account, `user` for the one of whoever calls, null for the default. */
export const accountsBody = z.strictObject({
  accounts: z
    .record(z.string(), accountName.nullable())
    .meta({ examples: [{ message: "support" }] }),
});
/** Without a version, a deleted function comes back. */
export const restoreBody = z.strictObject({ version: z.number().int().positive().optional() });
export const runBody = z.strictObject({
  input: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ examples: [{ text: "Hello" }] }),
  /** Holds back what would change something, and tells it. */
  dryRun: z.boolean().default(false),
});

/** What signs calls of a function in place of a key; the secret itself is shown once. */
export const signingSecretShape = z.object({
  isThere: z.boolean(),
  createdAt: z.string().optional(),
  /** Until then the secret before counts too. */
  previousUntil: z.string().optional(),
});
export type SigningSecretView = z.output<typeof signingSecretShape>;
export const newSigningSecretShape = signingSecretShape.extend({ secret: z.string() });
