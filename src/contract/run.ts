import { z } from "zod";

export const runStatuses = [
  "running",
  "succeeded",
  "failed",
  "timed-out",
  "cancelled",
  /** The server ended while it ran. */
  "interrupted",
] as const;

/** What started a run. */
export const runTriggers = [
  "test",
  "http",
  "chat",
  "cli",
  "mcp",
  "function",
  "schedule",
  "webhook",
  "event",
  "replay",
  "page",
] as const;

/** Who can end a run: over the API, on the page, from the command line, or by leaving before the answer. */
export const runCancellers = ["api", "page", "cli", "caller"] as const;

/** Why a record does not hold all of an input or output. */
export const lossReasons = [
  /** Longer than what is kept: its beginning is there. */
  "cut",
  /** It held a credential, which is blotted out. */
  "redacted",
  /** Not text. */
  "binary",
] as const;

const runLog = z.object({
  time: z.string(),
  level: z.enum(["debug", "info", "warn", "error"]),
  message: z.string(),
});

const runCall = z.object({
  time: z.string(),
  method: z.string(),
  url: z.string(),
  operation: z.string().optional(),
  /** The account that it named, of several; absent for the default. */
  account: z.string().optional(),
  /** Left out while no answer is known. */
  status: z.number().optional(),
  ms: z.number(),
  attempts: z.number(),
  /** Milliseconds in each part; absent for a call that was not sent. */
  phases: z
    .object({
      /** For its turn under the provider's limits, and between attempts. */
      wait: z.number(),
      credential: z.number(),
      firstByte: z.number(),
      body: z.number(),
    })
    .optional(),
  /** Why no answer came, or not all of it. */
  failed: z.string().optional(),
  refused: z.string().optional(),
  /** What to do about the provider's refusal. */
  advice: z.string().optional(),
  /** Held back by a dry run: it was allowed, and did not leave. */
  held: z.literal(true).optional(),
  /** Where the answer was not what the operation promises, and what came there. */
  differs: z
    .array(z.object({ path: z.string(), expected: z.string(), received: z.string() }))
    .readonly()
    .optional(),
});

/** Milliseconds in each part of a run: `queue` for a process, `start` of the code, `run` of it. */
const runPhases = z.record(z.string(), z.number());
/** What a dry run held back, in words: `Post 1 message to #sales`. */
export const wouldShape = z.object({
  operation: z.string(),
  connector: z.string(),
  kind: z.enum(["write", "destructive"]),
  count: z.number(),
  words: z.string(),
  /** The texts themselves, shortened: those of the first few. */
  shows: z.array(z.string()).readonly().optional(),
});
export type WouldView = z.output<typeof wouldShape>;

export const runShape = z.object({
  id: z.string(),
  function: z.string(),
  version: z.number(),
  status: z.enum(runStatuses),
  trigger: z.enum(runTriggers),
  /** Where something started it by itself. */
  automation: z.object({ id: z.string(), delivery: z.string(), attempt: z.number() }).optional(),
  /** For whom it ran: theirs are the accounts of steps that act for whoever calls. */
  userId: z.string().optional(),
  /** It may hold what is that person's own: it is shown to them, and to who may build. */
  isPersonal: z.literal(true).optional(),
  /** The run whose input it was given. */
  replayOf: z.string().optional(),
  cancelledBy: z.enum(runCancellers).optional(),
  startedAt: z.string(),
  /** Milliseconds; null while it runs. */
  ms: z.number().nullable(),
  input: z.unknown(),
  output: z.unknown(),
  /** Left out where input and output are whole. */
  lost: z
    .object({ input: z.enum(lossReasons).optional(), output: z.enum(lossReasons).optional() })
    .optional(),
  /** How it was called, where that was by HTTP: what a replay repeats. */
  request: z
    .object({ method: z.string(), path: z.string(), contentType: z.string().optional() })
    .optional(),
  error: z.object({ message: z.string(), stack: z.string().optional() }).nullable(),
  logs: z.array(runLog),
  /** Outbound calls, refused ones too. */
  calls: z.array(runCall),
  /** How many outbound calls are not kept: those between the first and the last of a long list. */
  callsLeftOut: z.number().optional(),
  /** Reads went through, writes were held back. */
  dryRun: z.literal(true).optional(),
  would: z.array(wouldShape).optional(),
  phases: runPhases,
});
export type RunView = z.output<typeof runShape>;

/** A run as a list has it. */
export const runSummaryShape = runShape.omit({
  input: true,
  output: true,
  request: true,
  logs: true,
  calls: true,
});
export type RunSummary = z.output<typeof runSummaryShape>;

/** `next` where there may be more: the `before` of the next page. */
export const runListShape = z.object({ runs: z.array(runShape), next: z.string().optional() });
export const runSummaryListShape = z.object({
  runs: z.array(runSummaryShape),
  next: z.string().optional(),
});

/** Several values in one parameter, separated by commas; or the parameter several times. */
const oneOrMore = <T extends z.ZodType>(of: T) =>
  z.preprocess(
    (given) =>
      typeof given === "string" || Array.isArray(given)
        ? String(given).split(",").filter(Boolean)
        : given,
    z.array(of).optional(),
  );

/** What a list of runs can be narrowed to; of several statuses or triggers, any fits. */
const runFilter = z.object({
  function: z.string().optional(),
  status: oneOrMore(z.enum(runStatuses)),
  trigger: oneOrMore(z.enum(runTriggers)),
  automation: z.string().optional(),
});

export const runQuery = runFilter.extend({
  /** The first moment, and the first one that is no longer meant; ISO 8601. */
  from: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  to: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
  text: z.string().max(200).optional(),
  before: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  fields: z.enum(["all", "summary"]).default("all"),
});

export const replayBody = z.strictObject({
  /** `same`: only if that version is still the current one. */
  version: z.enum(["current", "same"]).default("current"),
});

export const cancelBody = z.strictObject({ by: z.literal("cli").optional() });

/** What the stream of one run says, each as the data of an event of its name. */
export const runEvents = {
  /** The run as it is now: the first event, and again where events were missed. */
  run: runShape,
  phase: z.object({ phase: z.string(), phases: runPhases }),
  log: runLog,
  /** A call began, or more is known of the one at this place. */
  call: z.object({ index: z.number(), call: runCall }),
  /** The finished run; the last event. */
  end: runShape,
} as const;

/** What the stream of a list says. */
export const runListEvents = {
  started: runSummaryShape,
  finished: runSummaryShape,
  /** Events were missed: what stands in the list may be old. */
  reset: z.object({}),
} as const;
