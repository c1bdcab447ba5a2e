import { requiredText } from "../arguments.ts";
import { createId } from "../ids.ts";
import { type Method, write } from "../method.ts";
import { refuse } from "../refusal.ts";

const daySeconds = 86_400;
const unitSeconds = { second: 1, minute: 60, hour: 3600, day: daySeconds, week: 7 * daySeconds };
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

export const remindersMethods = {
  /** For oneself only: https://docs.slack.dev/changelog/2023-07-its-later-already-for-stars-and-reminders */
  "reminders.add": write(({ state, args, token, now }) => {
    const text = requiredText(args, "text", "missing_argument");
    const when = requiredText(args, "time", "missing_argument").trim().toLowerCase();
    if (args["user"] && args["user"] !== token.user) refuse("cannot_add_others");
    const time = timeOf(when, Math.floor(now / 1000)) ?? refuse("cannot_parse");
    const recurring = when.startsWith("every ");
    const reminder = { id: createId("Rm"), user: token.user, text, time, recurring };
    state.reminders.push(reminder);
    return { reminder: { ...reminder, creator: token.user, complete_ts: 0 } };
  }),
} satisfies Record<string, Method>;

/**
 * Unix seconds, seconds from now within a day, or a few of the words that Slack knows: in 5 minutes,
 * tomorrow at 9am, every Thursday. Hours are UTC here; without one it is nine in the morning.
 */
function timeOf(when: string, now: number): number | undefined {
  if (/^\d+$/.test(when)) {
    const seconds = Number(when);
    const time = seconds <= daySeconds ? now + seconds : seconds;
    return time > now ? time : undefined;
  }
  const [, count = "", unit] = /^in (\d+|an?) (second|minute|hour|day|week)s?$/.exec(when) ?? [];
  const size = Object.entries(unitSeconds).find(([name]) => name === unit)?.[1];
  if (size !== undefined) return now + (Number(count) || 1) * size;
  const [, day = "", hour = "9", half = "am"] =
    /^(tomorrow|every \w+)(?: at (\d{1,2}) ?(am|pm))?$/.exec(when) ?? [];
  const ahead = daysUntil(day, new Date(now * 1000).getUTCDay());
  if (ahead === undefined) return undefined;
  const midnight = now - (now % daySeconds) + ahead * daySeconds;
  return midnight + ((Number(hour) % 12) + (half === "pm" ? 12 : 0)) * unitSeconds.hour;
}

function daysUntil(day: string, today: number): number | undefined {
  if (day === "tomorrow" || day === "every day") return 1;
  const wanted = weekdays.indexOf(day.replace("every ", ""));
  return wanted < 0 ? undefined : ((wanted - today + 6) % 7) + 1;
}
