import type { RunOutcome } from "../../../src/runs/types.ts";

/** A function that tries something it must not get. */
export interface Attack {
  readonly name: string;
  /**
   * Body of its handler; `reached(value)` is how it answers where it got there. CANARY and DATAGRAM
   * are ports that nobody may reach, PROVIDER the origin of the provider, ROOT and DATA folders.
   */
  readonly body: string;
  /** What its run says: its error, its refused calls, its logs. */
  readonly why: RegExp;
  /** `failed` where it is left out. */
  readonly status?: RunOutcome["status"];
  /** Operations it may call. */
  readonly approved?: readonly string[];
  readonly timeoutMs?: number;
}

/** Attacks that are one expression each. */
export function expressions(
  list: readonly (readonly [name: string, expression: string, why: RegExp])[],
): readonly Attack[] {
  return list.map(([name, expression, why]) => {
    return { name, body: `return reached(await (${expression}));`, why };
  });
}
