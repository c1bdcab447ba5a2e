import type { Clock } from "../../core/clock.ts";
import { redact } from "../../core/redact.ts";
import type { RunCall } from "../types.ts";
import { withoutCredentials } from "./credential-parameters.ts";
import type { EgressCall } from "./judge.ts";

/** Of a long run its beginning and its end tell what happened; all of it would be half a megabyte a run. */
const firstKept = 200;
const lastKept = 50;
const maxUrlCharacters = 2_000;

/** Adds to the record of a call. */
export type Note = (more: Partial<RunCall>) => void;

interface KeptCalls {
  readonly calls: readonly RunCall[];
  readonly callsLeftOut: number;
}

/** Of the calls of a run those that are kept. */
export function keptOf(calls: readonly RunCall[]): KeptCalls {
  const callsLeftOut = Math.max(0, calls.length - firstKept - lastKept);
  if (callsLeftOut === 0) return { calls: [...calls], callsLeftOut };
  return { calls: [...calls.slice(0, firstKept), ...calls.slice(-lastKept)], callsLeftOut };
}

/** The calls of one run: redacted, without bodies. `tell` hears of each as it begins and at every change. */
export function createCallRecords(clock: Clock, tell?: (index: number, call: RunCall) => void) {
  const calls: RunCall[] = [];
  return {
    /** Keeps a call at once, so that one that never ends is seen, and adds to it later. */
    begin({ method, url }: Pick<EgressCall, "method" | "url">): Note {
      const started = clock.now();
      const index = calls.length;
      const put = (call: RunCall): void => {
        calls[index] = call;
        tell?.(index, call);
      };
      let known: RunCall = {
        time: new Date(started).toISOString(),
        method: method.slice(0, 20),
        url: redact(withoutCredentials(url.slice(0, maxUrlCharacters))),
        ms: 0,
        attempts: 0,
      };
      put(known);
      return (more) => {
        known = { ...known, ...more, ms: clock.now() - started };
        put(known);
      };
    },
    kept: (): KeptCalls => keptOf(calls),
  };
}
