import type { FlowTrigger } from "../../flow/schema.ts";
import { weekdays } from "./calendar-words.ts";
import { isDeterminer, verbOf } from "./lexicon.ts";
import { isBeyondCron, scheduleOf } from "./schedule.ts";
import { type TimePhrase, timePhrases } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";

/** What starts the function, and what is left of the sentence. */
export interface ReadTrigger {
  readonly trigger: FlowTrigger;
  /** Whether the sentence says it, or it is only what stands when nothing is said. */
  readonly said: boolean;
  /** The tokens that are not about what starts it. */
  readonly rest: readonly Token[];
  /** What happens in the caller's app: the tokens of `a sale is made`. */
  readonly event: readonly Token[];
  /** The one point in time that is named, `tomorrow 9am`. */
  readonly once: TimePhrase | undefined;
  readonly assumed: readonly string[];
  /** The rhythm cannot be written as one schedule. */
  readonly beyondCron?: boolean;
}

const whenWords: ReadonlySet<string> = new Set(
  "when whenever once wenn sobald falls cuando quand lorsque lorsqu'un lorsqu'une quando".split(
    " ",
  ),
);
/** They start an event only at the beginning of a sentence or after a clause. */
const ifWords: ReadonlySet<string> = new Set("if si se after upon".split(" "));
const thisFunction: ReadonlySet<string> = new Set(
  "this the that it i my ma la diese die este esta essa cette ma une".split(" "),
);
const functionWords: ReadonlySet<string> = new Set(
  "function it funktion funcion fonction funcao script button".split(" "),
);
const startedWords: ReadonlySet<string> = new Set(
  "run runs running called call executed execute executes invoked triggered started ausgefuhrt aufgerufen lauft ejecuta ejecute ejecutada llamada appelee executee appele lancee executada chamada roda rode lauf laufe".split(
    " ",
  ),
);
const appWords: ReadonlySet<string> = new Set(
  "app application aplicacion anwendung appli aplicativo aplicacao site website webapp backend".split(
    " ",
  ),
);
const manualWords: ReadonlySet<string> = new Set(
  "manually manuell manualmente manuellement".split(" "),
);
const cronShape = /(?:^|[\s"'`(:])((?:[\d*][\d*/,-]*\s+){4}[\d*][\d*/,A-Za-z-]*)(?=$|[\s"'`).,;])/;

/** Reads what starts the function out of a sentence. `isAction` knows the verbs of the catalog. */
export function readTrigger(
  prompt: string,
  tokens: readonly Token[],
  timezone: string,
  isAction: (word: string) => boolean,
): ReadTrigger {
  const cron = cronShape.exec(prompt);
  if (cron?.[1]?.includes("*")) return cronTrigger(cron, tokens, timezone);
  const event = eventRange(tokens, isAction);
  const outside = tokens.filter((_, index) => !event || index < event.from || index >= event.to);
  const phrases = timePhrases(outside);
  const schedule = phrases.some((phrase) => recurs(phrase, outside))
    ? scheduleOf(phrases, timezone)
    : undefined;
  if (schedule) {
    const rest = without(outside, phrases);
    return {
      ...schedule,
      said: true,
      rest,
      event: [],
      once: undefined,
      beyondCron: isBeyondCron(phrases),
    };
  }
  const once = phrases.find(
    ({ hour, date, daysAhead, days }) =>
      hour !== undefined || date !== undefined || daysAhead !== undefined || days.length > 0,
  );
  const rest = once ? without(outside, [once]) : outside;
  if (!event) {
    const manual = rest.filter(({ norm }) => !manualWords.has(norm));
    return {
      trigger: { type: "manual" },
      said: manual.length < rest.length,
      rest: manual,
      event: [],
      once,
      assumed: [],
    };
  }
  const trigger: FlowTrigger = event.manual ? { type: "manual" } : { type: "webhook" };
  return { trigger, said: true, rest, event: event.manual ? [] : event.words, once, assumed: [] };
}

/** Whether a phrase repeats. A day with an hour does where the sentence starts with it: `fri 17:00 post …`. */
function recurs(phrase: TimePhrase, tokens: readonly Token[]): boolean {
  if (phrase.every) return true;
  const opens = weekdays.has(tokens[phrase.from]?.norm ?? "") && phrase.from === 0;
  return phrase.days.length > 0 && (opens || phrase.dayRange) && phrase.hour !== undefined;
}

function cronTrigger(
  match: RegExpExecArray,
  tokens: readonly Token[],
  timezone: string,
): ReadTrigger {
  const cron = (match[1] ?? "").split(/\s+/).join(" ");
  const end = match.index + match[0].length;
  const left = tokens.filter(
    ({ start, end: stop, norm }) => (stop <= match.index || start >= end) && norm !== "cron",
  );
  const zone = timePhrases(left).find((phrase) => phrase.timezone)?.timezone ?? namedZone(left);
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
  return tokens.find(({ kind, raw }) => kind === "word" && /^[A-Z]\w+\/[A-Z]\w+/.test(raw))?.raw;
}

interface EventRange {
  readonly from: number;
  readonly to: number;
  readonly words: readonly Token[];
  /** It is the function itself that is run: `when this function runs`. */
  readonly manual: boolean;
}

function eventRange(
  tokens: readonly Token[],
  isAction: (word: string) => boolean,
): EventRange | undefined {
  const from = tokens.findIndex((token, index) => startsEvent(tokens, index, token));
  if (from < 0) return newThing(tokens);
  const leading = tokens.slice(0, from).every(({ kind }) => kind === "mark" || kind === "break");
  let to = from + 1;
  while (to < tokens.length && !endsEvent(tokens, to, from, leading, isAction)) to += 1;
  const words = tokens.slice(from + 1, to);
  const mark = tokens[to]?.norm;
  const colon = leading && (mark === "," || mark === ":");
  return { from, to: colon ? to + 1 : to, words, manual: isManual(words) };
}

function startsEvent(tokens: readonly Token[], index: number, { kind, norm }: Token): boolean {
  if (kind !== "word") return false;
  if (whenWords.has(norm)) {
    // "once a day" and "when should …" are not events
    return (
      !(norm === "once" && /^(?:a|per|every)$/.test(tokens[index + 1]?.norm ?? "")) &&
      index + 1 < tokens.length
    );
  }
  const before = tokens[index - 1];
  const fresh = !before || before.kind === "mark" || before.kind === "break";
  const next = tokens[index + 1]?.norm ?? "";
  if (norm === "cada" || norm === "each" || norm === "every")
    return next === "time" || next === "vez";
  return ifWords.has(norm) && fresh && next !== "" && !/^(?:it|that|this|you|possible)$/.test(next);
}

/** `new signup in my app: …`, `for every new order …`. */
function newThing(tokens: readonly Token[]): EventRange | undefined {
  const app = tokens.findIndex(({ norm }, index) => appWords.has(norm) && index > 0);
  const colon = tokens.findIndex(({ norm }) => norm === ":");
  const first = tokens[0]?.norm ?? "";
  const second = tokens[1]?.norm ?? "";
  const opensNew = /^(?:new|neue|neuer|neues|nuevo|nueva|nouveau|nouvelle|novo|nova)$/.test(first);
  if (opensNew && (app > 0 || colon > 0)) {
    const to = colon > 0 ? colon : app + 1;
    return {
      from: 0,
      to: to + (tokens[to]?.norm === ":" || tokens[to]?.norm === "," ? 1 : 0),
      words: tokens.slice(0, to),
      manual: false,
    };
  }
  const each = tokens.findIndex(
    ({ norm }, index) =>
      /^(?:for|on|upon|fur|por|pour|para)$/.test(norm) &&
      /^(?:every|each|new|any|a|jede|jeden|cada|chaque)$/.test(tokens[index + 1]?.norm ?? "") &&
      /^(?:new|neue|neuen|nuevo|nueva|nouveau|nouvelle|novo|nova)$/.test(
        tokens[index + (tokens[index + 1]?.norm === "new" ? 1 : 2)]?.norm ?? "",
      ),
  );
  if (each >= 0 && second !== "") {
    let to = each + 1;
    while (
      to < tokens.length &&
      !/^[,:;.]$/.test(tokens[to]?.norm ?? "") &&
      tokens[to]?.kind !== "quote" &&
      tokens[to]?.kind !== "channel" &&
      verbOf(tokens[to]?.norm ?? "") === undefined
    )
      to += 1;
    return {
      from: each,
      to: each === 0 && tokens[to]?.kind === "mark" ? to + 1 : to,
      words: tokens.slice(each + 1, to),
      manual: false,
    };
  }
  return undefined;
}

function endsEvent(
  tokens: readonly Token[],
  index: number,
  from: number,
  leading: boolean,
  isAction: (word: string) => boolean,
): boolean {
  const token = tokens[index];
  if (!token) return true;
  if (token.kind === "break" || /^[,:;.!]$/.test(token.norm)) return true;
  if (token.kind === "quote" || token.kind === "channel") return !leading || token.kind === "quote";
  if (/^(?:then|dann|luego|entonces|alors|entao|saying|with)$/.test(token.norm)) return true;
  const before = tokens[index - 1];
  const joined = before !== undefined && /^(?:and|then|also|y|und|et|e)$/.test(before.norm);
  if (!isAction(token.norm)) return false;
  // "and post …" after the event; at the front a bare imperative: "when an order comes post …"
  if (joined) return true;
  return (
    leading &&
    index > from + 2 &&
    before !== undefined &&
    !isDeterminer(before.norm) &&
    !subjectOf(before.norm)
  );
}

/** Words after which a verb tells what happens rather than what to do. */
function subjectOf(word: string): boolean {
  return /^(?:i|you|we|they|he|she|it|someone|somebody|anyone|everyone|user|users|customer|customers|app|gets?|is|are|was|has|have|been|to|alguien|quelqu'un|jemand|alguem|people|function|not|never)$/.test(
    word,
  );
}

function isManual(words: readonly Token[]): boolean {
  const names = words.map(({ norm }) => norm);
  if (names.some((word) => appWords.has(word))) return false;
  const started = names.some((word) => startedWords.has(word));
  const own =
    names.some((word) => functionWords.has(word)) &&
    (names.length <= 3 || names.some((word) => thisFunction.has(word)));
  const press =
    names.some((word) => /^(?:press|click|hit|ask|want|tell)$/.test(word)) && names.includes("i");
  return press || (started && (own || names.includes("i") || names.length === 1));
}

/** The tokens without those of the phrases, and without `for`/`on` left standing before them. */
function without(tokens: readonly Token[], phrases: readonly TimePhrase[]): readonly Token[] {
  return tokens.filter((_, index) => !phrases.some(({ from, to }) => index >= from && index < to));
}
