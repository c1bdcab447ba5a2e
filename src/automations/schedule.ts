import { Cron } from "croner";

/** As in a flow. */
export interface Schedule {
  readonly cron: string;
  readonly timezone?: string | undefined;
}

/** The first start after an instant; undefined where the calendar has no such day. */
export function nextStart(schedule: Schedule, after: number): number | undefined {
  return cronOf(schedule)?.nextRun(new Date(after))?.getTime();
}

/**
 * The starts from one instant to another, both included, the oldest first: of more than `limit` the
 * last ones. A start that the clock of its zone skips counts once it is past the gap; one that the
 * clock shows twice counts once.
 */
export function startsBetween(
  schedule: Schedule,
  { from, to, limit }: { readonly from: number; readonly to: number; readonly limit: number },
): readonly number[] {
  // The library looks strictly before its reference, in whole seconds.
  const reference = new Date(Math.floor(to / 1000) * 1000 + 1000);
  const starts = cronOf(schedule)?.previousRuns(limit, reference) ?? [];
  return starts
    .map((start) => start.getTime())
    .filter((start) => start >= from && start <= to)
    .toReversed();
}

function cronOf({ cron, timezone = "UTC" }: Schedule): Cron | undefined {
  try {
    return new Cron(cron, { timezone, mode: "5-part", paused: true });
  } catch {
    return undefined; // What is no schedule never comes; its words say so.
  }
}
