import type { RunView } from "../../src/contract/run.ts";

/** A place on a line of length 1. */
export interface Bar {
  readonly start: number;
  readonly length: number;
}

const phaseNames = ["queue", "start", "run"] as const;

/**
 * The parts of a run and its calls on one line, from its start to its end or to now (milliseconds
 * since 1970). The clock of calls is the server's as well as that of the start.
 */
export function barsOf({ startedAt, ms, phases, calls, status }: RunView, now: number) {
  const begun = Date.parse(startedAt);
  const times = calls.map((call) => {
    const start = Math.max(0, Date.parse(call.time) - begun);
    const isOpen = status === "running" && call.status === undefined && call.refused === undefined;
    return { start, end: isOpen ? Infinity : start + call.ms };
  });
  const known = phaseNames.flatMap((name) => phases[name] ?? []);
  const total = Math.max(
    1,
    ms ?? now - begun,
    known.reduce((sum, one) => sum + one, 0),
    ...times.map(({ start, end }) => (end === Infinity ? start : end)),
  );
  const bar = (start: number, end: number): Bar => ({
    start: start / total,
    length: (Math.min(end, total) - start) / total,
  });
  let at = 0;
  const parts = phaseNames.flatMap((name) => {
    const spent = phases[name];
    if (spent === undefined) return [];
    const start = at;
    // The part that goes on has its time only when it is over.
    at = name === "run" && ms === null ? total : start + spent;
    return [{ name, ms: at - start, bar: bar(start, at) }];
  });
  return { phases: parts, calls: times.map(({ start, end }) => bar(start, end)) };
}
