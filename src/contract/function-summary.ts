import { z } from "zod";
import { madeByShape } from "./function.ts";
import { runStatuses } from "./run.ts";

/**
 * How a function stands, the most urgent first: a file on disk that is in no version, a connection
 * that has ended, permissions that nobody granted, runs that fail, none so far, nothing to say.
 */
export const functionStates = [
  "file",
  "reconnect",
  "permission",
  "failing",
  "new",
  "working",
] as const;
export type FunctionState = (typeof functionStates)[number];

/** What starts a function: what its automations say, or only a person or a program. */
export const functionTriggers = ["manual", "schedule", "webhook", "event"] as const;

export const functionSorts = ["name", "changed", "run"] as const;

/** Of those that are narrowed down so many are counted: nobody pages through more. */
export const mostCounted = 10_000;

/** Runs that the health of a function is read from. */
export const healthRuns = 20;

const runStatus = z.enum(runStatuses);

export const functionSummaryShape = z.object({
  name: z.string(),
  description: z.string().optional(),
  version: z.number(),
  madeBy: madeByShape,
  restoredFrom: z.number().optional(),
  /** Of the current version. */
  changedAt: z.string(),
  /** Ids of the tools that its code calls and its start listens to. */
  connectors: z.array(z.string()),
  /** What starts it by itself. */
  starts: z.array(
    z.object({
      id: z.string(),
      words: z.string(),
      /** The next start of a schedule, ISO 8601. */
      next: z.string().nullable(),
      paused: z.boolean(),
    }),
  ),
  state: z.enum(functionStates),
  /** Ids of the tools that are not connected, or not with all that it takes. */
  lacks: z.array(z.string()),
  lastRun: z.object({ id: z.string(), status: runStatus, startedAt: z.string() }).nullable(),
  /** The last runs for real that came to an end, the newest first. */
  recent: z.array(runStatus),
});
export type FunctionSummary = z.output<typeof functionSummaryShape>;

export const functionSummaryListShape = z.object({
  functions: z.array(functionSummaryShape),
  /** The `cursor` of the next page, where there is one. */
  next: z.string().optional(),
  /** How many fit, where narrowed up to 10,000, and the tools that any function uses; on the first page only. */
  total: z.number().optional(),
  connectors: z.array(z.string()).optional(),
});

export const functionSummaryQuery = z.object({
  /** Words in the name, the description, the prompt or the operations. */
  q: z.string().max(200).optional(),
  state: z.enum(functionStates).optional(),
  connector: z.string().max(100).optional(),
  trigger: z.enum(functionTriggers).optional(),
  sort: z.enum(functionSorts).default("name"),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
