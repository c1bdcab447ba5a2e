import {
  everyWords,
  lastWords,
  longRhythms,
  months,
  numberWords,
  ordinalWords,
  otherRhythms,
  rhythms,
  timeFillers,
  timesWords,
  todayWords,
  tomorrowWords,
  units,
} from "./calendar-words.ts";
import { clock, halfAt, numberAt } from "./clock-items.ts";
import { dayAt, inTwoDaysAt, isDayOfMonth, isMonth, partAt, workdays } from "./day-items.ts";
import { isStopWord } from "./lexicon.ts";
import type { TimeItem } from "./time-item.ts";
import { zoneAt } from "./timezones.ts";
import type { Token } from "./tokens.ts";

/** What stands at a position; undefined where it is not about time. */
export function timeItemAt(tokens: readonly Token[], index: number): TimeItem | undefined {
  const token = tokens[index];
  if (!token) return undefined;
  switch (token.kind) {
    case "clock": {
      const [hour, minute] = clock(token.value);
      return hour > 24 || minute > 59 ? undefined : { kind: "clock", length: 1, hour, minute };
    }
    case "ordinal": {
      const value = Number(token.value);
      return value > 31 ? undefined : { kind: "ordinal", length: 1, value };
    }
    case "date":
      return { kind: "date", length: 1, date: token.value };
    case "number":
      return numberAt(tokens, index);
    case "mark":
      if (token.raw === "@" && tokens[index + 1]?.kind === "number") return fill;
      return timeFillers.has(token.norm) ? fill : undefined;
    case "word":
      return wordAt(tokens, index, token);
    default:
      return undefined;
  }
}

const fill: TimeItem = { kind: "fill", length: 1 };

function wordAt(tokens: readonly Token[], index: number, token: Token): TimeItem | undefined {
  const word = token.norm;
  const next = tokens[index + 1];
  const before = tokens[index - 1]?.norm ?? "";
  if (word === "a" && next?.norm === "cada") return { kind: "every", length: 2 };
  if (word === "alle")
    return next && (next.kind === "number" || numberWords.has(next.norm) || units.has(next.norm))
      ? { kind: "every", length: 1 }
      : undefined;
  if (everyWords.has(word)) return { kind: "every", length: 1 };
  if (word === "unter" && tokens[index + 2]?.norm === "woche") return workdays(3);
  if (word === "entre" && next?.norm === "semana") return workdays(2);
  if (/^(?:en|em)$/.test(word) && /^(?:semaine|semana)$/.test(next?.norm ?? "")) return workdays(2);
  if (/^(?:business|working|office|work)$/.test(word) && /^days?$/.test(next?.norm ?? ""))
    return { kind: "unit", length: 2, unit: "weekday", plural: next?.norm === "days" };
  const inTwoDays = inTwoDaysAt(tokens, index);
  if (inTwoDays > 0) return { kind: "ahead", length: inTwoDays, days: 2, hour: undefined };
  const span = spanAt(tokens, index);
  if (span) return span;
  const rhythm = rhythmAt(tokens, index);
  if (rhythm) return rhythm;
  const times = timesWords.get(word);
  if (
    times !== undefined &&
    /^(?:a|an|per|every|each|am|pro|al|por|par|taglich|wochentlich|daily)$/.test(next?.norm ?? "")
  )
    return { kind: "times", length: 1, count: times };
  if (/^(?:times|mal|veces|fois|vezes)$/.test(next?.norm ?? "") && numberWords.has(word))
    return { kind: "times", length: 2, count: numberWords.get(word) ?? 1 };
  const half = halfAt(tokens, index);
  if (half) return half;
  const day = dayAt(tokens, index);
  if (day) return day;
  const part = partAt(tokens, index);
  if (part) return part;
  if (tomorrowWords.has(word) || todayWords.has(word))
    return {
      kind: "ahead",
      length: 1,
      days: tomorrowWords.has(word) ? 1 : 0,
      hour: word === "tonight" ? 20 : undefined,
    };
  const unit = units.get(word);
  if (unit) return { kind: "unit", length: 1, unit, plural: word.endsWith("s") };
  const month = months.get(word);
  if (month !== undefined && isMonth(tokens, index)) return { kind: "month", length: 1, month };
  if (lastWords.has(word) && isDayOfMonth(tokens, index)) return { kind: "last", length: 1 };
  const nth = ordinalWords.get(word);
  // "second" is a number after "every", a place before a day
  if (nth !== undefined && isDayOfMonth(tokens, index))
    return { kind: "nth", length: 1, value: nth };
  const number = numberWords.get(word);
  if (
    number !== undefined &&
    (everyWords.has(before) || before === "alle" || isEveryTwo(tokens, index))
  )
    return { kind: "number", length: 1, value: number };
  if (number !== undefined && number <= 12 && /^(?:at|um|las|as)$/.test(before))
    return { kind: "clock", length: 1, hour: number, minute: 0 };
  const zone = zoneAt(tokens, index);
  if (zone) return { kind: "zone", ...zone };
  return timeFillers.has(word) ? fill : undefined;
}

/** `every half hour`, `jede Viertelstunde`, `cada cuarto de hora`. */
function spanAt(tokens: readonly Token[], index: number): TimeItem | undefined {
  const word = tokens[index]?.norm ?? "";
  const minutes = /^(?:half|halbe|media|demi|meia|demi-heure|half-hour)$/.test(word)
    ? 30
    : /^(?:quarter|viertelstunde|cuarto|quart|quarter-hour)$/.test(word)
      ? 15
      : undefined;
  if (minutes === undefined || !everyWords.has(tokens[index - 1]?.norm ?? "")) return undefined;
  if (/stunde$|heure$|hour$/.test(word)) return { kind: "span", length: 1, minutes };
  const unit = [1, 2, 3].find((offset) =>
    /^(?:hour|stunde|hora|heure|d'heure)$/.test(tokens[index + offset]?.norm ?? ""),
  );
  return unit === undefined ? undefined : { kind: "span", length: unit + 1, minutes };
}

/** `tous les deux jours`. */
function isEveryTwo(tokens: readonly Token[], index: number): boolean {
  return everyWords.has(tokens[index - 2]?.norm ?? "") && units.has(tokens[index + 1]?.norm ?? "");
}

/** Before it a rhythm is a part of a name: `the weekly report`. */
const nameLeads =
  /^(?:the|our|my|this|that|your|der|die|das|den|unser|unsere|el|la|le|o|los|las|mi|mon|ma|meu|minha|called|named|titled)$/;

/** What comes by itself, time after time. */
const regular: ReadonlySet<string> = new Set(
  "digest digests report reports summary summaries recap recaps reminder reminders newsletter newsletters update updates email emails roundup briefing overview check review backup sync run job bericht berichte zusammenfassung erinnerung resumen informe reporte recordatorio resume rapport rappel relatorio resumo lembrete".split(
    " ",
  ),
);

function rhythmAt(tokens: readonly Token[], index: number): TimeItem | undefined {
  const word = tokens[index]?.norm ?? "";
  const unit = rhythms.get(word) ?? longRhythms.get(word);
  if (unit === undefined && !otherRhythms.has(word)) return undefined;
  const before = tokens[index - 1];
  if (before?.kind === "word" && nameLeads.test(before.norm)) return undefined;
  if (before?.kind === "word" && /^(?:a|an|ein|eine|einen|un|una|une|um|uma)$/.test(before.norm)) {
    const comes = tokens.slice(index + 1, index + 4).some(({ norm }) => regular.has(norm));
    if (!comes && !/^(?:schedule|rhythm|basis)$/.test(tokens[index + 1]?.norm ?? ""))
      return undefined;
  }
  return { kind: "rhythm", length: 1, unit };
}

/** Whether a rhythm only describes a thing, as in `daily birthday reminders`. */
export function describesThing(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return (
    next?.kind === "word" && !isStopWord(next.norm) && timeItemAt(tokens, index + 1) === undefined
  );
}
