import type { Call } from "./workspace.ts";

/** One method of the API and how it may be called. */
export interface Method {
  /** The members of the answer beside `ok`; throws a Refusal. */
  readonly run: (call: Call) => Readonly<Record<string, unknown>>;
  readonly takesGet: boolean;
  /** Where not, a JSON body is passed over, as Slack does. */
  readonly takesJson: boolean;
  readonly changes: boolean;
}

export const read = (run: Method["run"]): Method => ({
  run,
  takesGet: true,
  takesJson: false,
  changes: false,
});

export const write = (run: Method["run"]): Method => ({
  run,
  takesGet: false,
  takesJson: true,
  changes: true,
});

/** Reads, but takes POST alone. */
export const post = (run: Method["run"]): Method => ({ ...write(run), changes: false });
