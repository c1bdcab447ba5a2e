import { literalText } from "../../flow/paths.ts";
import type { Flow } from "../../flow/schema.ts";
import type { Change, EditContext } from "./edit-context.ts";
import { changedSchedule } from "./schedule.ts";
import { timePhrases } from "./time-phrase.ts";
import { units, weekdays } from "./calendar-words.ts";

const notWords: ReadonlySet<string> = new Set(
  "not except without nicht ausser ohne no sin excepto pas sauf nao exceto".split(" "),
);

/** What starts the function, where the sentence says something about that. */
export function changeTrigger(
  flow: Flow,
  { request, read, tokens }: EditContext,
): Change | undefined {
  const without = daysTakenOut(tokens.map(({ norm }) => norm));
  const phrases = timePhrases(tokens);
  const { trigger } = flow;
  if (
    trigger.type === "schedule" &&
    (without.length > 0 || (read.once && !hasTimeInput(flow, request.vocabulary.operations)))
  ) {
    const cron = changedSchedule(trigger.cron, phrases, without);
    return cron === trigger.cron ? undefined : changed(flow, { ...trigger, cron });
  }
  if (!read.said) return undefined;
  if (read.trigger.type === "schedule" && trigger.type === "schedule") {
    const cron = read.assumed.some((text) => text.startsWith("at "))
      ? keepTime(read.trigger.cron, trigger.cron)
      : read.trigger.cron;
    const zone = phrases.some(({ timezone }) => timezone)
      ? read.trigger.timezone
      : (trigger.timezone ?? read.trigger.timezone);
    return changed(flow, {
      type: "schedule",
      cron,
      ...(zone === undefined ? {} : { timezone: zone }),
    });
  }
  return changed(flow, read.trigger);
}

function changed(flow: Flow, trigger: Flow["trigger"]): Change {
  const how =
    trigger.type === "schedule"
      ? `on the schedule \`${trigger.cron}\`${trigger.timezone ? ` (${trigger.timezone})` : ""}`
      : trigger.type === "webhook"
        ? "when your app calls it"
        : "when you run it";
  return { flow: { ...flow, trigger }, said: [`it now starts ${how}`] };
}

/** The days of the new schedule at the time of the old one. */
function keepTime(next: string, before: string): string {
  const [minute, hour] = before.split(" ");
  const [, , ...rest] = next.split(" ");
  return /^\d+$/.test(hour ?? "") && /^\d+$/.test(minute ?? "")
    ? [minute, hour, ...rest].join(" ")
    : next;
}

/** Days after a negation: `not on weekends`. */
function daysTakenOut(words: readonly string[]): readonly number[] {
  const from = words.findIndex((word) => notWords.has(word));
  if (from < 0) return [];
  return words.slice(from + 1, from + 5).flatMap((word) => {
    const day = weekdays.get(word);
    if (day !== undefined) return [day];
    return units.get(word) === "weekend" ? [0, 6] : [];
  });
}

function hasTimeInput(
  flow: Flow,
  operations: EditContext["request"]["vocabulary"]["operations"],
): boolean {
  return flow.steps.some((step) =>
    operations.some(
      ({ id, fields }) =>
        id === step.use &&
        fields.some(
          ({ kind, name }) => kind === "time" && literalText(String(step.with[name] ?? "")) !== "",
        ),
    ),
  );
}
