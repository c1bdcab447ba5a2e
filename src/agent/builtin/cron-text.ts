import { timePhrases } from "./time-phrases.ts";
import { zoneAt, zoneOf } from "./timezones.ts";
import type { Token } from "./tokens.ts";
import type { ReadTrigger } from "./trigger.ts";

export const cronShape =
  /(?:^|[\s"'`(:])((?:[\d*][\d*/,-]*\s+){4}[\d*][\d*/,A-Za-z-]*)(?=$|[\s"'`).,;])/;

export function cronTrigger(
  match: RegExpExecArray,
  tokens: readonly Token[],
  timezone: string,
): ReadTrigger {
  const cron = (match[1] ?? "").split(/\s+/).join(" ");
  const end = match.index + match[0].length;
  const left = tokens.filter(
    ({ start, end: stop, norm }) => (stop <= match.index || start >= end) && norm !== "cron",
  );
  const after = left.findIndex(({ start }) => start >= end);
  const marks = left[after]?.kind === "mark" ? 1 : 0;
  const zone =
    timePhrases(left).find((phrase) => phrase.timezone)?.timezone ??
    zoneAt(left, after + marks)?.timezone ??
    namedZone(left);
  return {
    trigger: { type: "schedule", cron, timezone: zone ?? timezone },
    said: true,
    rest: left,
    event: [],
    once: undefined,
    assumed: [],
  };
}

function namedZone(tokens: readonly Token[]): string | undefined {
  const named = tokens.find(({ kind, raw }) => kind === "word" && /^[A-Z]\w+\/[A-Z]\w+/.test(raw));
  return named && (zoneOf(named.norm) ?? named.raw);
}
