import type { AutomationSettings } from "../contract/automation.ts";
import type { NewDelivery } from "../store/deliveries.ts";
import { type Schedule, startsBetween } from "./schedule.ts";

/** A start that is later than this was missed: nobody was there when it was due. */
const graceMs = 60_000;
/** Of the starts that were missed, the last so many are caught up on. */
export const maxMissed = 100;

/**
 * What a schedule owes since a start that was due: each start that is due now, and of those that were
 * missed what its policy says. A delivery's key is the scheduled instant, so that two that see the same start
 * make one of it.
 */
export function owedBy(
  automation: {
    readonly id: string;
    readonly settings: Pick<AutomationSettings, "overlap" | "misfire">;
  },
  schedule: Schedule,
  { since, now }: { readonly since: number; readonly now: number },
): readonly NewDelivery[] {
  const { overlap, misfire } = automation.settings;
  const starts = startsBetween(schedule, { from: since, to: now, limit: maxMissed });
  const missed = starts.filter((start) => now - start > graceMs);
  const onTime = starts.filter((start) => now - start <= graceMs);
  const delivery = (start: number, more: Partial<NewDelivery> = {}): NewDelivery => ({
    automation: automation.id,
    key: new Date(start).toISOString(),
    payload: null,
    ...more,
  });
  const last = missed.slice(-1);
  const caughtUp = {
    skip: () => last.map((start) => delivery(start, { skipped: missedWords(missed.length) })),
    // What is due now makes up for what was missed.
    once: () => (onTime.length > 0 ? [] : last.map((start) => delivery(start))),
    all: () => missed.map((start) => delivery(start)),
  };
  return [
    ...caughtUp[misfire](),
    ...onTime.map((start) =>
      delivery(
        start,
        overlap === "skip"
          ? { skippedWhileBusy: "The start before it was not over when this one was due." }
          : {},
      ),
    ),
  ];
}

function missedWords(count: number): string {
  const starts =
    count === 1
      ? "This start was"
      : `${count === maxMissed ? `${count} or more` : count} starts up to this one were`;
  return `${starts} missed: the server was not running.`;
}
