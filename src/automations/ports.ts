import type { RunView } from "../contract/run.ts";
import type { RunCause, RunTrigger } from "../store/runs.ts";

/** A start that something owes an automation. */
export interface Owed {
  readonly automation: string;
  /** The same for the same event, however often it is told. */
  readonly key: string;
  readonly payload: unknown;
}

/** Runs functions and waits for their end. */
export interface StartRun {
  (
    name: string,
    input: unknown,
    options: {
      readonly trigger: RunTrigger;
      readonly automation?: RunCause;
      readonly signal?: AbortSignal;
    },
  ): Promise<RunView>;
}
