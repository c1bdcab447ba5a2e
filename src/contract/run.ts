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
] as const;

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
  startedAt: z.string(),
  /** Milliseconds. */
  ms: z.number().nullable(),
  input: z.unknown(),
  output: z.unknown(),
  error: z.object({ message: z.string(), stack: z.string().optional() }).nullable(),
  logs: z.array(
    z.object({
      time: z.string(),
      level: z.enum(["debug", "info", "warn", "error"]),
      message: z.string(),
    }),
  ),
  /** Outbound calls, refused ones too. */
  calls: z.array(
    z.object({
      time: z.string(),
      method: z.string(),
      url: z.string(),
      operation: z.string().optional(),
      status: z.number().optional(),
      ms: z.number(),
      attempts: z.number(),
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
    }),
  ),
  /** Reads went through, writes were held back. */
  dryRun: z.literal(true).optional(),
  would: z.array(wouldShape).optional(),
  phases: z.record(z.string(), z.number()),
});
export type RunView = z.output<typeof runShape>;

export const runListShape = z.object({ runs: z.array(runShape) });
