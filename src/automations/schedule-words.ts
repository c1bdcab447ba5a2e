import { Cron } from "croner";
import cronstrue from "cronstrue";

export interface ScheduleWords {
  /** `At 09:00, Monday through Friday (Europe/Berlin)`. */
  readonly words: string;
  /** The next three starts after `now`; none where the calendar has no such day. */
  readonly next: readonly Date[];
}

const nextCount = 3;

/**
 * A schedule as a person says it, and when it comes next. A start that the clock of its zone skips
 * counts once it is past the gap; one that the clock shows twice comes once.
 */
export function describeSchedule(
  { cron, timezone = "UTC" }: { readonly cron: string; readonly timezone?: string | undefined },
  now: Date,
): ScheduleWords {
  try {
    const next = new Cron(cron, { timezone, mode: "5-part", paused: true }).nextRuns(
      nextCount,
      now,
    );
    return { words: `${cronWords(cron)} (${timezone})`, next };
  } catch (error) {
    // Both libraries throw plain errors for what is no cron; the words say so, since there is no time to give.
    const why = error instanceof Error ? error.message : String(error);
    return { words: `Never: "${cron}" is no schedule (${why})`, next: [] };
  }
}

/** `Mon 30 Nov 2026, 09:00`, as the clock of the zone shows it. */
export function clockWords(instant: Date, timezone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  })
    .format(instant)
    .replace(/^(\w+),/, "$1");
}

function cronWords(cron: string): string {
  // Only beside an hour of the day does "every day" say something.
  const verbose = /^\S+ \d/.test(cron);
  return cronstrue
    .toString(cron, { use24HourTimeFormat: true, verbose })
    .replace(", only on ", ", on ");
}
