import type { Clock } from "../core/clock.ts";

/** For how long what was done is known by its name. */
const knownMs = 10 * 60_000;
const maxKnown = 2_000;

/** Does once what is asked for again under the same name: whoever repeats it gets what came of the first. */
export function createOnce<T>(clock: Clock) {
  /** The one done longest ago comes first. */
  const known = new Map<string, { readonly done: Promise<T>; readonly until: number }>();
  return (name: string, work: () => Promise<T>): Promise<T> => {
    const now = clock.now();
    for (const [old, { until }] of known)
      if (until <= now || known.size > maxKnown) known.delete(old);
    const before = known.get(name);
    if (before) return before.done;
    const done = work();
    known.set(name, { done, until: now + knownMs });
    return done;
  };
}
