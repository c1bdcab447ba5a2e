import { everyWords, months, numberWords } from "./calendar-words.ts";
import type { TimeItem } from "./time-item.ts";
import type { Token } from "./tokens.ts";

/** After these a bare number is an hour. */
const atWords: ReadonlySet<string> = new Set("at um gegen las as a @ ab".split(" "));

const uhrWords: ReadonlySet<string> = new Set(
  "uhr h hs heure heures hora horas o'clock".split(" "),
);

export function numberAt(tokens: readonly Token[], index: number): TimeItem | undefined {
  const raw = tokens[index]?.value ?? "";
  const next = tokens[index + 1];
  const before = tokens[index - 1]?.norm ?? "";
  const half = /^[ap]\.?m$/.exec(next?.norm ?? "")?.[0];
  if (half && /^\d{1,2}(?:\.\d{2})?$/.test(raw)) {
    const [hour, minute] = clock(`${raw.replace(".", ":")}${half.replace(".", "")}`);
    const dot = tokens[index + 2]?.norm === "." && half.includes(".") ? 1 : 0;
    return { kind: "clock", length: 2 + dot, hour, minute };
  }
  if (/^\d{1,2}\.\d{2}$/.test(raw) && (atWords.has(before) || uhrWords.has(next?.norm ?? ""))) {
    const [hour, minute] = clock(raw.replace(".", ":"));
    return hour > 24 || minute > 59
      ? undefined
      : { kind: "clock", length: uhrWords.has(next?.norm ?? "") ? 2 : 1, hour, minute };
  }
  if (!/^\d{1,3}$/.test(raw)) return undefined;
  const value = Number(raw);
  // "3 times a day"
  if (/^(?:times|mal|veces|fois|vezes|x)$/.test(next?.norm ?? ""))
    return { kind: "times", length: 2, count: value };
  // "am 5. jedes Monats"
  if (next?.norm === "." && value <= 31 && value > 0) {
    const after = tokens[index + 2];
    if (
      after &&
      (everyWords.has(after.norm) ||
        months.has(after.norm) ||
        /^(?:des|und|im|tag)$/.test(after.norm))
    )
      return { kind: "ordinal", length: 2, value };
  }
  if (
    value <= 24 &&
    uhrWords.has(next?.norm ?? "") &&
    (/^(?:uhr|h|hs|o'clock)$/.test(next?.norm ?? "") || atWords.has(before))
  ) {
    const past = tokens[index + 2];
    const minutes =
      past?.kind === "number" && /^[0-5]\d$/.test(past.value)
        ? Number(past.value)
        : halfAfter(tokens, index + 2);
    return {
      kind: "clock",
      length: minutes === undefined ? 2 : past?.kind === "number" ? 3 : 4,
      hour: value,
      minute: minutes ?? 0,
    };
  }
  const minutes = atWords.has(before) ? halfAfter(tokens, index + 1) : undefined;
  if (minutes !== undefined && value <= 24)
    return { kind: "clock", length: 3, hour: value, minute: minutes };
  return { kind: "number", length: 1, value };
}

/** `y media`, `et demie`, `e meia`, `y cuarto`. */
function halfAfter(tokens: readonly Token[], index: number): number | undefined {
  if (!/^(?:y|et|e)$/.test(tokens[index]?.norm ?? "")) return undefined;
  const word = tokens[index + 1]?.norm ?? "";
  return /^(?:media|demie|meia)$/.test(word)
    ? 30
    : /^(?:cuarto|quart|quinze)$/.test(word)
      ? 15
      : undefined;
}

export function halfAt(tokens: readonly Token[], index: number): TimeItem | undefined {
  const [word, next, after] = [0, 1, 2].map((offset) => tokens[index + offset]?.norm ?? "");
  const hourOf = (text = "") => (/^\d{1,2}$/.test(text) ? Number(text) : numberWords.get(text));
  const hour = hourOf(after);
  if (word === "half" && next === "past" && hour !== undefined)
    return { kind: "clock", length: 3, hour, minute: 30 };
  if (word === "quarter" && /^(?:past|to)$/.test(next ?? "") && hour !== undefined)
    return next === "past"
      ? { kind: "clock", length: 3, hour, minute: 15 }
      : { kind: "clock", length: 3, hour: hour - 1, minute: 45 };
  if (word === "viertel" && /^(?:nach|vor)$/.test(next ?? "") && hour !== undefined)
    return next === "nach"
      ? { kind: "clock", length: 3, hour, minute: 15 }
      : { kind: "clock", length: 3, hour: hour - 1, minute: 45 };
  const half = hourOf(next);
  // "halb neun" is 8:30
  return word === "halb" && half !== undefined
    ? { kind: "clock", length: 2, hour: half - 1, minute: 30 }
    : undefined;
}

export function clock(text: string): [hour: number, minute: number] {
  const match = /^(\d{1,2})(?::(\d{2})|h(\d{2})?)?\s?(am|pm)?$/i.exec(text);
  const half = match?.[4]?.toLowerCase();
  const hour = Number(match?.[1] ?? 0);
  const full = half === "pm" && hour < 12 ? hour + 12 : half === "am" && hour === 12 ? 0 : hour;
  return [full, Number(match?.[2] ?? match?.[3] ?? 0)];
}

/** Whether a bare number is an hour by the word before it. */
export function isAt(word: string): boolean {
  return atWords.has(word);
}
