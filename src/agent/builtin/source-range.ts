import { strongConnectors } from "./event-choice.ts";
import type { EventRange } from "./event-range.ts";
import { isAppWord, isNew, isNotice } from "./event-words.ts";
import { isDeterminer, isDigest, isKnownNoun, isStopWord, verbOf } from "./lexicon.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * Titles of automations name what starts them as the thing that is handled: `Send Slack messages for
 * new emails`, `Save Gmail attachments to Drive`. These are where such a thing may stand, the surest first.
 */
export function sourceRanges(
  tokens: readonly Token[],
  isAction: (word: string) => boolean,
  vocabulary: Vocabulary,
): readonly SourceRange[] {
  const verb = tokens.findIndex(
    ({ norm, kind }, index) =>
      kind === "word" &&
      (isAction(norm) || isTransfer(norm) || norm === "sharing") &&
      // "incoming emails" are things
      !(isKnownNoun(norm) && isNew(tokens[index - 1]?.norm ?? "")),
  );
  const does = verbKind(tokens[verb]?.norm ?? "");
  return [
    ...newThings(tokens, isAction, does, vocabulary),
    ...noticesFor(tokens, isAction),
    ...(isTitle(tokens) ? transfers(tokens, verb, does, isAction, vocabulary) : []),
    ...automatically(tokens, verb, does, isAction),
  ];
}

export interface SourceRange extends EventRange {
  /** The words stay: they are what is done something with, too. */
  readonly kept: boolean;
  /** A thing has to be said that the event is about. */
  readonly needsThing: boolean;
}

type VerbKind = "read" | "make" | "send" | "move" | "other";

/** What takes a thing from one place to another. */
const transferWords: ReadonlySet<string> = new Set(
  "keep keeps sync syncs mirror forward log import backup back store push track auto-update auto-save auto-forward synchronisiere leite weiterleiten sincroniza sincronizar reenvia reenviar synchronise synchroniser transfere encaminha teile".split(
    " ",
  ),
);

function isTransfer(word: string): boolean {
  return transferWords.has(word) || word.startsWith("auto-");
}

function verbKind(word: string): VerbKind {
  if (word === "sharing") return "send";
  if (isTransfer(word)) return "move";
  const verb = verbOf(word);
  if (verb === undefined) return "other";
  if (/^(?:read|search|export|delete|remove|clear)$/.test(verb)) return "read";
  if (/^(?:create|update|set|invite|upload|rename|run|schedule)$/.test(verb)) return "make";
  return verb === "send"
    ? "send"
    : /^(?:save|copy|move|add|archive|mark)$/.test(verb)
      ? "move"
      : "other";
}

const beforeThing =
  /^(?:for|from|of|on|about|to|with|fur|von|aus|uber|bei|para|de|del|pour|por|sobre|depuis|das|dos)$/;

/** `new Gmail emails`, `incoming mail`. */
function newThings(
  tokens: readonly Token[],
  isAction: (word: string) => boolean,
  does: VerbKind,
  vocabulary: Vocabulary,
): readonly SourceRange[] {
  const at = tokens.findIndex(({ norm, kind }) => kind === "word" && isNew(norm));
  if (at < 0) return [];
  const determined = isDeterminer(tokens[at - 1]?.norm ?? "") && !isNew(tokens[at - 1]?.norm ?? "");
  const lead = determined ? at - 1 : at;
  const before = tokens[lead - 1]?.norm ?? "";
  const incoming = /^(?:incoming|eingehende[n]?|entrantes?|entrants|recebidos)$/.test(
    tokens[at]?.norm ?? "",
  );
  const direct = !beforeThing.test(before);
  // "a report of new contacts" is made when someone wants it
  if (!direct && isDigest(tokens[lead - 2]?.norm ?? "")) return [];
  const to = endOfName(tokens, at + 1, isAction, vocabulary, direct);
  const words = tokens.slice(at, to);
  const many = incoming || words.some(({ norm }, index) => index > 0 && /[^s]s$/.test(norm));
  const app = words.some(({ norm }) => isAppWord(norm));
  const named = strongConnectors(words, vocabulary).length > 0;
  if (!direct) {
    const notice = isNotice(tokens[lead - 2]?.norm ?? "");
    if ((!many && !named) || (does === "read" && !notice) || (determined && !named)) return [];
    return [{ from: lead - 1, to, words, certain: app || notice, kept: false, needsThing: true }];
  }
  const elsewhere = strongConnectors(tokens.slice(to), vocabulary);
  const target = vocabulary.connectors.some(
    ({ id, things }) =>
      elsewhere.includes(id) && words.some(({ norm }) => things.has(norm.replace(/s$/, ""))),
  );
  if (/^(?:all|alle|allen|todos|todas|tous|toutes)$/.test(before)) return [];
  const each = /^(?:every|each|jede[nrsm]?|cada|chaque|toda|todo)$/.test(tokens[lead]?.norm ?? "");
  const own =
    each ||
    /^(?:your|my|our|unsere|nuestros|nuestras|mis|nos|nossos)$/.test(tokens[lead]?.norm ?? "");
  if ((determined && !own) || !(many || each) || does === "read" || does === "make") return [];
  if (does === "move" && !incoming && !named && target) return [];
  if (does === "send" && !named && elsewhere.length === 0) return [];
  const shared = own && !each && does === "send";
  const certain = app || shared || (elsewhere.length > 0 && !target && does !== "other");
  return [{ from: lead, to, words, certain, kept: elsewhere.length === 0, needsThing: true }];
}

/** `alerts for emails`, `notifications about deals`. */
function noticesFor(
  tokens: readonly Token[],
  isAction: (word: string) => boolean,
): readonly SourceRange[] {
  const at = tokens.findIndex(
    ({ norm }, index) =>
      /^(?:for|about|on|fur|uber|bei|para|sobre|pour)$/.test(norm) &&
      isNotice(tokens[index - 1]?.norm ?? ""),
  );
  const first = tokens[at + 1];
  if (at < 0 || first?.kind !== "word" || isDeterminer(first.norm)) return [];
  const to = endOfName(tokens, at + 1, isAction, undefined);
  const words = tokens.slice(at + 1, to);
  const many = words.some(({ norm }) => /[^s]s$/.test(norm));
  return many ? [{ from: at, to, words, certain: false, kept: false, needsThing: true }] : [];
}

const values: ReadonlySet<string> = new Set(
  "quote id email number url range soql timestamp date clock mention".split(" "),
);

/** A few words without a value: it names an automation, it does not order one call. */
function isTitle(tokens: readonly Token[]): boolean {
  return (
    tokens.length <= 16 &&
    tokens.every(({ kind, raw }) => !values.has(kind) && !(kind === "word" && /\d/.test(raw))) &&
    !tokens.some(({ norm }) => /^(?:my|me|all|i)$/.test(norm))
  );
}

/** `Create contacts from Notion records`, `Send sheet updates to Slack`, `Sync HubSpot deals to Notion`. */
function transfers(
  tokens: readonly Token[],
  verb: number,
  does: VerbKind,
  isAction: (word: string) => boolean,
  vocabulary: Vocabulary,
): readonly SourceRange[] {
  if (does === "read" || does === "other" || verb < 0) return [];
  const from = tokens.findIndex(
    ({ norm }, index) => index > verb && /^(?:from|aus|von|desde|depuis|de)$/.test(norm),
  );
  const ranges: SourceRange[] = [];
  if (from > 0) {
    const to = endOfName(tokens, from + 1, isAction, vocabulary);
    const words = tokens.slice(from + 1, to);
    const app = words.some(({ norm }) => isAppWord(norm));
    const named = strongConnectors(words, vocabulary).length > 0;
    if (named && !app)
      ranges.push({ from, to, words, certain: false, kept: false, needsThing: false });
  }
  const to = endOfName(tokens, verb + 1, isAction, vocabulary);
  const words = tokens.slice(verb + 1, to);
  const last = words.at(-1)?.norm ?? "";
  const changes =
    /^(?:updates|changes|submissions|responses|answers|replies|mentions|comments|reactions|aktualisierungen|anderungen|antworten|actualizaciones|cambios|respuestas|modifications|reponses|alteracoes|respostas)$/.test(
      last,
    );
  const source = strongConnectors(words, vocabulary);
  const target = strongConnectors(tokens.slice(to), vocabulary).filter(
    (id) => !source.includes(id),
  );
  const isPlural = /[^s]s$/.test(last);
  if (
    target.length > 0 &&
    !isDeterminer(words[0]?.norm ?? "") &&
    ((does === "send" && changes) || (does === "move" && isPlural && source.length > 0))
  )
    ranges.push({ from: verb + 1, to, words, certain: false, kept: false, needsThing: true });
  return ranges;
}

/** `Forward emails automatically`: done whenever there is something to do it with. */
function automatically(
  tokens: readonly Token[],
  verb: number,
  does: VerbKind,
  isAction: (word: string) => boolean,
): readonly SourceRange[] {
  const said = tokens.some(
    ({ norm }) =>
      /^(?:automatically|automatisch|automaticamente|automatiquement|auto)$/.test(norm) ||
      norm.startsWith("auto-"),
  );
  if (!said || does === "make" || does === "send" || does === "read") return [];
  const after = Math.max(verb, 0) + 1;
  const from = /^(?:to|a|an|auf)$/.test(tokens[after]?.norm ?? "") ? after + 1 : after;
  const to = endOfName(tokens, from, isAction, undefined);
  return [
    { from, to, words: tokens.slice(from, to), certain: false, kept: true, needsThing: true },
  ];
}

/** Up to where the thing goes, or the next thing to do. */
function endOfName(
  tokens: readonly Token[],
  from: number,
  isAction: (word: string) => boolean,
  vocabulary: Vocabulary | undefined,
  direct = false,
): number {
  let to = from;
  while (to < tokens.length) {
    const token = tokens[to];
    if (!token || token.kind === "mark" || token.kind === "break" || token.kind === "channel")
      break;
    if (
      /^(?:to|into|as|and|then|via|by|per|using|nach|zu|als|und|a|en|y|vers|et|para|e|automatically)$/.test(
        token.norm,
      )
    )
      break;
    // "in Google Sheets" is where it comes from, "in Slack" where it goes: only the first tool counts
    if (
      /^(?:in|on|dans|em|no|na)$/.test(token.norm) &&
      vocabulary &&
      (strongConnectors(tokens.slice(from, to), vocabulary).length > 0 ||
        strongConnectors(tokens.slice(to), vocabulary).length < (direct ? 2 : 1))
    )
      break;
    const target = vocabulary && strongConnectors(tokens.slice(to + 1, to + 3), vocabulary);
    if (/^(?:with|mit|con|avec|com)$/.test(token.norm) && target?.length) break;
    const before = tokens[to - 1]?.norm ?? "";
    if (
      to > from &&
      isAction(token.norm) &&
      !isKnownNoun(token.norm) &&
      isDeterminer(tokens[to + 1]?.norm ?? "") &&
      !isStopWord(before)
    )
      break;
    to += 1;
  }
  return to;
}
