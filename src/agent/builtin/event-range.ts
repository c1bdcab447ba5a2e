import { units, weekdays } from "./calendar-words.ts";
import {
  arrows,
  eachWords,
  ifWords,
  isAppWord,
  isNew,
  messageWords,
  newWords,
  quoteLeads,
  watchWords,
  whenWords,
} from "./event-words.ts";
import { happeningsIn } from "./happenings.ts";
import { isKnownNoun, isStopWord, nounOf } from "./lexicon.ts";
import {
  besides,
  determines,
  endsNoun,
  isPassive,
  isPronoun,
  isSubject,
  isThird,
  nextWord,
  startsNext,
  startsOrder,
  subjectOf,
  takesObject,
} from "./orders.ts";
import { fold } from "./text.ts";
import type { Token } from "./tokens.ts";

/** Where a sentence tells what happens. */
export interface EventRange {
  readonly from: number;
  /** Up to and without. */
  readonly to: number;
  /** The tokens that tell it, without `when` and without marks around them. */
  readonly words: readonly Token[];
  /** Whether something happens for sure: else it only does where a tool has such an event. */
  readonly certain: boolean;
}

/** The part that says `when …`, `for every new …`, `new order: …`. */
export function eventRange(
  tokens: readonly Token[],
  isAction: (word: string) => boolean,
): EventRange | undefined {
  const from = tokens.findIndex((token, index) => startsEvent(tokens, index, token));
  if (from < 0) return arrowTitle(tokens) ?? newThing(tokens, isAction);
  const leading = tokens.slice(0, from).every(({ kind }) => kind === "mark" || kind === "break");
  let start = from + 1;
  // "every time that", "cada vez que"
  while (/^(?:time|vez|fois|mal|que|that|qu'un|qu'une)$/.test(tokens[start]?.norm ?? ""))
    start += 1;
  let to = start;
  while (to < tokens.length && !endsEvent(tokens, to, start - 1, leading, isAction)) to += 1;
  if (to > start && /^(?:and|und|y|et|e)$/.test(tokens[to - 1]?.norm ?? "")) to -= 1;
  return {
    from: runsBefore(tokens, from) ? from - 1 : from,
    to: leading ? afterMark(tokens, to) : to,
    words: tokens.slice(start, to),
    certain: true,
  };
}

/** `a workflow that triggers when …`: the verb is no thing to do. */
export function runsBefore(tokens: readonly Token[], from: number): boolean {
  return /^(?:runs|triggers|fires|starts|activates|lauft|startet)$/.test(
    tokens[from - 1]?.norm ?? "",
  );
}

function afterMark(tokens: readonly Token[], to: number): number {
  return tokens[to]?.norm === "," || tokens[to]?.norm === ":" || arrows.test(tokens[to]?.norm ?? "")
    ? to + 1
    : to;
}

function startsEvent(tokens: readonly Token[], index: number, { kind, norm }: Token): boolean {
  if (kind !== "word" || index + 1 >= tokens.length) return false;
  const next = fold(tokens[index + 1]?.raw ?? "");
  // "once a day" is no event
  if (
    norm === "once" &&
    (/^(?:per|every|each|daily)$/.test(next) || units.has(tokens[index + 2]?.norm ?? ""))
  )
    return false;
  // "when composing emails" tells of no event
  if (whenWords.has(norm)) return !/[a-z]{3}ing$/.test(next) || isNew(next);
  const before = tokens[index - 1];
  const fresh = !before || before.kind === "mark" || before.kind === "break";
  if (/^(?:cada|each|every|jedes|chaque|toda|todo)$/.test(norm))
    return /^(?:time|vez|mal|fois)$/.test(next);
  return ifWords.has(norm) && fresh && !/^(?:it|that|this|you|possible)$/.test(next);
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
  if (token.kind === "break" || /^[,:;.!]$/.test(token.norm) || arrows.test(token.norm))
    return true;
  const before = tokens[index - 1];
  if (token.kind === "quote") return !quoteLeads.test(before?.norm ?? "");
  if (token.kind === "channel") {
    const told = tokens.slice(from, index).some(({ norm }) => messageWords.test(norm));
    return !(
      leading ||
      (told && /^(?:in|im|to|en|dans|no|na|auf|channel)$/.test(before?.norm ?? ""))
    );
  }
  if (/^(?:then|dann|luego|entonces|alors|entao|saying|please|pls|bitte)$/.test(token.norm))
    return true;
  if (
    !leading &&
    /^(?:with|mit|con|avec|com)$/.test(token.norm) &&
    tokens[index + 1]?.kind !== "quote"
  )
    return true;
  const joined = before !== undefined && /^(?:and|then|also|y|und|et|e)$/.test(before.norm);
  const isOrder = isAction(token.norm) && !isThird(token.norm) && !isPassive(tokens[index + 1]);
  if (token.kind !== "word") return false;
  // "and post …" after the event; at the front a bare imperative: "when an order comes post …"
  if (joined) return isAction(token.norm);
  if (!leading || before === undefined || index <= from + 2) return false;
  if (
    isPronoun(tokens[index + 1]) &&
    !subjectOf(token.norm) &&
    !isStopWord(token.norm) &&
    happeningsIn([token.norm]).size === 0
  )
    return true;
  return (
    isOrder &&
    !determines(tokens, index - 1) &&
    !isSubject(tokens, index - 1) &&
    !(besides.test(before.norm) && !takesObject(tokens[index + 1])) &&
    !isAction(nextWord(tokens, index)) &&
    !(isKnownNoun(token.norm) && endsNoun(tokens, index))
  );
}

/** `New email ➔ create a task`: what happens, and what comes of it. */
function arrowTitle(tokens: readonly Token[]): EventRange | undefined {
  const arrow = tokens.findIndex(({ norm, kind }) => kind === "mark" && arrows.test(norm));
  const words = tokens.slice(0, Math.max(arrow, 0)).filter(({ kind }) => kind !== "emoji");
  const [first] = words;
  if (!first || words.length > 8 || words.some(({ kind }) => kind === "quote" || kind === "break"))
    return undefined;
  const told = words.some(({ norm }) => newWords.has(norm) || /(?:ed|sent)$/.test(norm));
  return { from: 0, to: arrow + 1, words, certain: told };
}

/** `new signup in my app: …`, `for every new order …`, `on a launch trigger …`. */
function newThing(
  tokens: readonly Token[],
  isAction: (word: string) => boolean,
): EventRange | undefined {
  const first = tokens.findIndex(({ kind }) => kind === "word");
  const each = eachWords.has(tokens[first]?.norm ?? "") ? 1 : 0;
  if (first >= 0 && newWords.has(tokens[first + each]?.norm ?? "")) {
    const to = endOfThing(tokens, first + each + 1, isAction);
    // "new task for each email": what is made, and then for what
    const lead = tokens
      .slice(0, to)
      .findIndex((_, index) => index > first && leadsEach(tokens, index));
    if (lead > 0) return { from: lead, to, words: tokens.slice(lead + 1, to), certain: true };
    const words = tokens.slice(first, to);
    const marked = tokens[to]?.kind === "mark";
    const app = words.some(({ norm }) => isAppWord(norm));
    return { from: first, to: afterMark(tokens, to), words, certain: marked || app || each === 1 };
  }
  const ahead = beforeMeeting(tokens);
  if (ahead) return ahead;
  const lead = tokens.findIndex((_, index) => leadsThing(tokens, index));
  if (lead < 0) return undefined;
  const to = endOfThing(tokens, lead + 1, isAction);
  return {
    from: lead,
    to: lead === 0 ? afterMark(tokens, to) : to,
    words: tokens.slice(lead + 1, to),
    certain: true,
  };
}

/** `10 minutes before each meeting`. */
function beforeMeeting(tokens: readonly Token[]): EventRange | undefined {
  const at = tokens.findIndex(
    ({ norm }, index) =>
      /^(?:before|vor|antes|avant)$/.test(norm) &&
      units.has(tokens[index - 1]?.norm ?? "") &&
      tokens[index - 2]?.kind === "number",
  );
  const thing = tokens.findIndex(
    ({ norm }, index) => index > at && index < at + 5 && nounOf(norm) === "event",
  );
  if (at < 0 || thing < 0) return undefined;
  const to = thing + 1;
  return {
    from: at - 2,
    to: at === 2 ? afterMark(tokens, to) : to,
    words: tokens.slice(at - 2, to),
    certain: true,
  };
}

function leadsEach(tokens: readonly Token[], index: number): boolean {
  return (
    /^(?:for|fur|por|pour|para)$/.test(tokens[index]?.norm ?? "") &&
    /^(?:each|every|any|jede[nrsm]?|cada|chaque)$/.test(tokens[index + 1]?.norm ?? "")
  );
}

/** `for every new …`, `on a … creation`. */
function leadsThing(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.norm ?? "";
  if (!/^(?:for|to|on|upon|with|fur|bei|por|pour|para|a|al|em)$/.test(word)) return false;
  let at = index + 1;
  while (eachWords.has(tokens[at]?.norm ?? "") && at < index + 3) at += 1;
  const next = tokens[at]?.norm ?? "";
  const each = tokens
    .slice(index + 1, at)
    .some(({ norm }) => /^(?:every|each|any|jede[nrsm]?|cada|chaque|toda|todo)$/.test(norm));
  if (newWords.has(next)) return each || /^(?:on|upon|bei)$/.test(word);
  if (!/^(?:on|upon|bei)$/.test(word) || weekdays.has(next) || units.has(next)) return false;
  const before = tokens[index - 1];
  if (before && before.kind === "word" && !/^(?:and|that)$/.test(before.norm)) return false;
  return tokens
    .slice(at, at + 5)
    .some(({ norm }) =>
      /^(?:creation|submission|submit|arrival|signup|sign-up|purchase|trigger|registration|cancellation|payment|update|change|completion|publish|launch)$/.test(
        norm,
      ),
    );
}

/** Up to what is to be done with it. */
function endOfThing(
  tokens: readonly Token[],
  from: number,
  isAction: (word: string) => boolean,
): number {
  let to = from;
  while (to < tokens.length) {
    const token = tokens[to];
    if (!token || /^[,:;.]$/.test(token.norm) || arrows.test(token.norm) || token.kind === "break")
      break;
    if (token.kind === "quote" && !quoteLeads.test(tokens[to - 1]?.norm ?? "")) break;
    if (token.kind === "channel" && tokens[to - 1]?.norm !== "in") break;
    if (/^(?:then|also|dann|auch|tambien|aussi|tambem|please|pls)$/.test(token.norm)) break;
    if (/^(?:and|und|y|et|e)$/.test(token.norm) && startsNext(tokens, to + 1, isAction)) break;
    if (to > from && token.kind === "word" && startsOrder(tokens, to, isAction)) break;
    to += 1;
  }
  return to;
}

/** `monitors … and drafts replies`: the same person of the verb again. */
function goesOn(tokens: readonly Token[], index: number, watch: number): boolean {
  const word = tokens[index]?.norm ?? "";
  return (
    /[a-z]s$/.test(tokens[watch]?.norm ?? "") &&
    /[a-z]s$/.test(word) &&
    !isKnownNoun(word) &&
    happeningsIn([word]).size === 0 &&
    tokens[index + 1]?.kind === "word"
  );
}

/** `watches Gmail for emails with …`: only where a tool has such an event. */
export function watchRange(
  tokens: readonly Token[],
  isAction: (word: string) => boolean,
): EventRange | undefined {
  const from = tokens.findIndex(({ norm, kind }) => kind === "word" && watchWords.has(norm));
  if (from < 0) return undefined;
  let to = from + 1;
  while (to < tokens.length) {
    const token = tokens[to];
    if (!token || /^[,:;.]$/.test(token.norm) || /^(?:then|into|dann|luego|puis)$/.test(token.norm))
      break;
    if (/^(?:and|und|y|et|e)$/.test(token.norm) && goesOn(tokens, to + 1, from)) break;
    if (/^(?:and|und|y|et|e)$/.test(token.norm) && isAction(tokens[to + 1]?.norm ?? "")) break;
    if (
      /^(?:and|und|y|et|e)$/.test(token.norm) &&
      takesObject(tokens[to + 2]) &&
      !isStopWord(tokens[to + 1]?.norm ?? "")
    )
      break;
    if (whenWords.has(token.norm)) break;
    to += 1;
  }
  return { from, to, words: tokens.slice(from + 1, to), certain: false };
}
