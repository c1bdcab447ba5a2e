import { connectorsIn, isAction } from "./clauses.ts";
import { fieldsNamed, mainText } from "./edit-fields.ts";
import { valuesIn } from "./edit-values.ts";
import { andWords, becomesWords, butWords, itWords, ratherWords } from "./edit-words.ts";
import type { KnownStep } from "./fill.ts";
import { isDeterminer, isKnownNoun, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import { fold } from "./text.ts";
import { timePhrases } from "./time-phrases.ts";
import { type Token, tokenAt } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Turns the words that a field shall have from now on into one quoted token. */
export function quoteAssigned(
  prompt: string,
  tokens: readonly Token[],
  steps: readonly KnownStep[],
  vocabulary: Vocabulary,
): readonly Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) continue;
    const from = assignedFrom(tokens, index, steps, vocabulary);
    const to = from === undefined ? index : valueEnd(tokens, from, steps, vocabulary);
    const [first, last] = from === undefined ? [] : [tokens[from], tokens[to - 1]];
    if (from === undefined || !first || !last || to <= from) {
      result.push(token);
      continue;
    }
    const raw = prompt.slice(first.start, last.end);
    result.push(...tokens.slice(index, from), tokenAt("quote", raw, raw, first.start));
    index = to - 1;
  }
  return result;
}

/** Where the words begin that the thing at `index` is said to become. */
function assignedFrom(
  tokens: readonly Token[],
  index: number,
  steps: readonly KnownStep[],
  vocabulary: Vocabulary,
): number | undefined {
  const token = tokens[index];
  if (token?.kind !== "word") return undefined;
  const call = callsIt(tokens, index);
  if (call !== undefined) {
    const name = tokens[call];
    return name?.kind === "word" || isPlain(name) ? call : undefined;
  }
  if (saysIt(tokens, index) && steps.some(({ operation }) => mainText(operation)))
    return startsWords(tokens, index + 1, vocabulary) ? index + 1 : undefined;
  const field = steps.some(({ operation }) =>
    fieldsNamed(token, operation).some(({ type, kind }) => type === "string" && !isTime(kind)),
  );
  if (!field || verbOf(token.norm) === "rename") return undefined;
  let at = index + 1;
  let says = false;
  // `rename the event to …`, `change the title to …`: `to` alone says nothing of a new value
  const verb = tokens
    .slice(Math.max(0, index - 4), index)
    .some(
      ({ norm }) =>
        /^(?:update|rename|set)$/.test(verbOf(norm) ?? "") ||
        /^(?:make|put|use|mach|stelle?|nenne|benenne|llama|pon)$/.test(norm),
    );
  while (at < tokens.length && at < index + 5) {
    const word = tokens[at];
    if (!word || !becomesWords.has(word.norm)) break;
    const weak =
      /^(?:to|into|zu|auf|a|en|por|para|em|pour|sur|as|e|es|de|now|will|is|est|ist)$/.test(
        word.norm,
      );
    says ||= !weak || verb || (/^(?:is|ist|est|es|e|now)$/.test(word.norm) && at > index);
    at += 1;
  }
  const bare = at === index + 1;
  if (bare) {
    // `stage closedwon`, `title Weekly sync`
    const before = tokens[index - 1];
    const opens =
      index === 0 ||
      before?.kind === "mark" ||
      before?.kind === "break" ||
      /^(?:with|and|the|set|make|new|mit|und|con|y|avec|et|com|e|den|die|der|das|el|la|le|o)$/.test(
        before?.norm ?? "",
      );
    return opens && isNewWord(tokens[at], steps, vocabulary) && isNamable(token.norm)
      ? at
      : undefined;
  }
  return says && isPlain(tokens[at]) ? at : undefined;
}

/** `message hello` may be anything, `subject hello` is not. */
function isNamable(word: string): boolean {
  return !isKnownNoun(word) || /^(?:subject|name|topic|purpose|label)$/.test(nounOf(word));
}

/** `call it x`, `name the event x`, `rename it to x`, `nenne es x`; not of the function. */
function callsIt(tokens: readonly Token[], index: number): number | undefined {
  const word = tokens[index]?.norm ?? "";
  const calls =
    /^(?:call|name|nenne|nenn|llama|llamalo|llamala|appelle|appelle-le|chama|chame|title)$/.test(
      word,
    );
  const renames = verbOf(word) === "rename";
  if (!calls && !renames) return undefined;
  let at = index + 1;
  const about = tokens.slice(at, at + 4);
  if (about.some(({ norm }) => nounOf(norm) === "function")) return undefined;
  const one = tokens[at]?.norm ?? "";
  if (/^(?:llamalo|llamala|appelle-le)$/.test(word)) return at;
  if (renames && /^(?:to|in|a|en|zu|para|em)$/.test(one)) return at + 1;
  if (itWords.has(one)) at += 1;
  else if (isDeterminer(one)) at += 2;
  else if (renames && /^(?:to|in|a|en|zu|para|em)$/.test(tokens[at + 1]?.norm ?? "")) at += 1;
  else return undefined;
  const to = tokens[at];
  if (to && /^(?:to|as|in|zu|a|en|para|em|de|:)$/.test(to.norm)) at += 1;
  else if (renames) return undefined;
  return at;
}

/** `it should say build is red`, `say see you instead`. */
function saysIt(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.norm ?? "";
  const before = tokens[index - 1]?.norm ?? "";
  return (
    /^(?:say|says|read|reads|sagen|lauten|steht|heissen|decir|diga|dire|dise|dizer|diga)$/.test(
      word,
    ) &&
    (index === 0
      ? word === "say"
      : /^(?:should|shall|must|to|just|please|always|soll|sollte|debe|deberia|doit|deve|it|then|and)$/.test(
          before,
        ))
  );
}

function startsWords(tokens: readonly Token[], at: number, vocabulary: Vocabulary): boolean {
  const token = tokens[at];
  return (
    isPlain(token) &&
    connectorsIn(token ? [token] : [], vocabulary).length === 0 &&
    !/^(?:that|it|to|the|if|which|what|when|in|dass|que|hello\?)$/.test(token?.norm ?? "")
  );
}

function isTime(kind: string | undefined): boolean {
  return /^(?:start|end|time|due|since|until|duration|timezone|count|emoji|cells)$/.test(
    kind ?? "",
  );
}

/** A word or number that is no value by its own shape. */
function isPlain(token: Token | undefined): boolean {
  if (!token) return false;
  return (
    /^(?:word|number|clock|date|ordinal)$/.test(token.kind) &&
    valuesIn([token]).every(({ kind }) => kind === "number") &&
    !isOpen(token.norm)
  );
}

/** Words that say where the value comes from, rather than the value. */
function isOpen(word: string): boolean {
  return /^(?:input|parameter|variable|optional|required|fixed|configurable|dynamic|different|other|the|an|from|not|no|empty|go|come|comes|aus|von|vom|desde|depuis|kommt|viene|vient|vem|passed|given|chosen|run|start|end|happen|contain|include|also|have|get|gehen|ir|aller|eingabe|entrada|entree|obligatory|it|this|that|something|whatever)$/.test(
    word,
  );
}

function isNewWord(
  read: Token | undefined,
  steps: readonly KnownStep[],
  vocabulary: Vocabulary,
): boolean {
  // as it stands: a name may lie close to another word
  const token = read && { ...read, norm: fold(read.raw), value: read.raw };
  return (
    token !== undefined &&
    token.kind === "word" &&
    isPlain(token) &&
    !isStopWord(token.norm) &&
    !isDeterminer(token.norm) &&
    !isKnownNoun(token.norm) &&
    !isAction(token.norm, vocabulary) &&
    !andWords.has(token.norm) &&
    !ratherWords.has(token.norm) &&
    !/^(?:only|too|also|as|again|out|away|first|last|step|part|auch|nur|raus|weg)$/.test(
      token.norm,
    ) &&
    connectorsIn([token], vocabulary).length === 0 &&
    !steps.some(({ operation }) => fieldsNamed(token, operation).length > 0)
  );
}

function valueEnd(
  tokens: readonly Token[],
  from: number,
  steps: readonly KnownStep[],
  vocabulary: Vocabulary,
): number {
  let to = from;
  while (to < tokens.length) {
    const token = tokens[to];
    if (!token || token.kind === "break" || /^[;,?]$/.test(token.norm) || token.raw === ".") break;
    // a sign of the text itself stays with it: `say hello!`
    if (token.norm === "!") {
      if (token.start === tokens[to - 1]?.end) to += 1;
      break;
    }
    if (to > from && endsValue(tokens, to, steps, vocabulary)) break;
    to += 1;
  }
  while (
    to > from &&
    /^(?:please|pls|plz|now|bitte|svp|stp|thanks|too)$/.test(tokens[to - 1]?.norm ?? "")
  )
    to -= 1;
  // `soll x sein`, and what repeats
  if (/^(?:sein|lauten|heissen)$/.test(tokens[to - 1]?.norm ?? "")) to -= 1;
  const phrase = timePhrases(tokens.slice(from, to)).find(
    // `Buenas noches` is no rhythm, `Weekly report every evening` has one
    ({ every, part, from: start, to: end }) =>
      every && end === to - from && (part === undefined || end - start > 1),
  );
  return phrase && phrase.from > 0 ? from + phrase.from : to;
}

function endsValue(
  tokens: readonly Token[],
  at: number,
  steps: readonly KnownStep[],
  vocabulary: Vocabulary,
): boolean {
  const token = tokens[at];
  if (!token || token.kind !== "word") return false;
  if (ratherWords.has(token.norm)) return true;
  const next = tokens[at + 1];
  if (/^(?:not|nicht)$/.test(token.norm)) return next !== undefined;
  if (!andWords.has(token.norm) && !butWords.has(token.norm)) {
    return (
      /^(?:to|in|an|en|dans|a|no|na|auf|as)$/.test(token.norm) &&
      /^(?:channel|id|email)$/.test(next?.kind ?? "")
    );
  }
  if (!next) return true;
  return (
    isAction(next.norm, vocabulary) ||
    next.kind === "email" ||
    next.kind === "channel" ||
    /^(?:also|auch|tambien|aussi|tambem|only|then|no|to|in|at|make|every|its?)$/.test(next.norm) ||
    tokens
      .slice(at + 1, at + 3)
      .some((word) => steps.some(({ operation }) => fieldsNamed(word, operation).length > 0))
  );
}
