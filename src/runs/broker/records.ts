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

/** The calls of one run as they are kept: redacted, without bodies, and not more than tell something. */
export function createCallRecords(clock: Clock) {
  const first: RunCall[] = [];
  const last: RunCall[] = [];
  let leftOut = 0;
  return {
    /** Keeps a call at once, so that one that never ends is seen, and adds to it later. */
    begin({ method, url }: Pick<EgressCall, "method" | "url">): Note {
      const started = clock.now();
      const kept: RunCall = {
        time: new Date(started).toISOString(),
        method: method.slice(0, 20),
        url: redact(withoutCredentials(url.slice(0, maxUrlCharacters))),
        ms: 0,
        attempts: 0,
      };
      if (first.length < firstKept) first.push(kept);
      else if (last.push(kept) > lastKept) {
        last.shift();
        leftOut++;
      }
      return (more) => {
        Object.assign(kept, more, { ms: clock.now() - started });
      };
    },
    all: (): readonly RunCall[] => [...first, ...last].map((call) => ({ ...call })),
    leftOut: () => leftOut,
  };
}
