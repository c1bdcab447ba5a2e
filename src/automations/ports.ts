import type { RunView } from "../contract/run.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { RunCause, RunTrigger } from "../store/runs.ts";

/** A start that something owes an automation. */
export interface Owed {
  readonly automation: string;
  /** The same for the same event, however often it is told. */
  readonly key: string;
  readonly payload: unknown;
}

/** People who allowed a version to act for them while they are away. */
export type AllowedFor = (version: FunctionVersion) => Promise<readonly string[]>;

/** Runs functions and waits for their end. */
export interface StartRun {
  (
    name: string,
    input: unknown,
    options: {
      readonly trigger: RunTrigger;
      readonly automation?: RunCause;
      /** Whom it acts for. */
      readonly userId?: string;
      readonly signal?: AbortSignal;
    },
  ): Promise<RunView>;
}
