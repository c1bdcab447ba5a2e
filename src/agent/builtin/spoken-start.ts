import { isDeterminer, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import { isThing, longRoles, namingWords, roleAt, sayingWords, thingOf } from "./roles.ts";
import type { Words } from "./spoken-end.ts";
import type { Token } from "./tokens.ts";
import { withoutTrigger } from "./trigger.ts";

const textWords: ReadonlySet<string> = new Set(
  "text message texto mensaje texte mensagem nachricht".split(" "),
);
const thatWords: ReadonlySet<string> = new Set("that dass que".split(" "));
const newWords: ReadonlySet<string> = new Set(
  "new neue neuer neues nuevo nueva nouveau nouvelle novo nova".split(" "),
);
/** Between a role and its value: `subject should be x`, `Betreff: x`, `stage = x`. */
const linkWords: ReadonlySet<string> = new Set(
  ": = is be should shall must lautet sei soll muss sein auf es sea sera debe ser soit doit etre seja deve".split(
    " ",
  ),
);
const introducers: ReadonlySet<string> = new Set(
  "with w/ con mit avec com its the dem den der el la le un o a and und y et e , :".split(" "),
);
/** After these a role is spoken of, not given: `the subject of the mail`, `subject and sender`. */
const aboutWords: ReadonlySet<string> = new Set(
  "of and or from to in for on as with by at plus + contains containing changes when if von und oder aus de del y o du et ou do da e ou que that which field line lines contient contiene".split(
    " ",
  ),
);
/** These are plain words in other uses, and are roles only where something introduces them. */
const plainRoles: ReadonlySet<string> = new Set(
  "text name title notes description question local stage status position due amount topic purpose".split(
    " ",
  ),
);

export interface Start {
  /** Where the words begin. */
  readonly from: number;
  readonly form: "text" | "colon" | "name" | "one";
}

/** Whether words that are a value begin after the token at a place. */
export function startAt(words: Words, index: number, afterQuote: boolean): Start | undefined {
  const { tokens } = words;
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next) return undefined;
  // a quote that nobody closed
  if (
    /^["'“„«]$/.test(token.raw) &&
    token.end === next.start &&
    tokens[index - 1]?.kind === "word" &&
    verbOf(tokens[index - 1]?.norm ?? "") === "send"
  )
    return { from: index + 1, form: "text" };
  const spoken = startsText(words, index);
  if (spoken) return { from: index + 1, form: formAfter(words, index) };
  if (token.kind !== "word") return undefined;
  if (searchedIn(words, index)) return { from: index + 1, form: "name" };
  if (namingWords.has(token.norm) && isNameStart(tokens, index + 1))
    return { from: index + 1, form: "name" };
  if (isSavedAs(words, index)) return { from: index + 1, form: "name" };
  if (
    /^(?:call|name|titre|nenne|nomme|llama|chama)$/.test(token.norm) &&
    /^(?:it|the|das|la|es|sie|ihn|le)$/.test(next.norm)
  )
    return isNameStart(tokens, afterCopy(tokens, index + 1)) && index > 0
      ? { from: afterCopy(tokens, index + 1), form: "name" }
      : undefined;
  return roleStart(words, index, afterQuote);
}

/** After `new event:` a name, after `to #general:` whatever follows. */
function formAfter({ tokens }: Words, index: number): Start["form"] {
  if (tokens[index]?.norm !== ":") return "text";
  const thing = thingOf(tokens[index - 1]?.norm ?? "");
  return /^(?:event|task|document|folder|calendar)$/.test(thing) ? "name" : "colon";
}

/** `with budget in the name`: what is sought there. */
function searchedIn({ tokens, isAction }: Words, index: number): boolean {
  if (!/^(?:with|containing|mit|con|avec|com|contenant)$/.test(tokens[index]?.norm ?? ""))
    return false;
  const first = tokens[index + 1];
  if (first?.kind !== "word" || isDeterminer(first.norm) || isAction(first.norm)) return false;
  return [index + 2, index + 3].some((at) => {
    const role = roleAt(tokens, at + 1) ?? roleAt(tokens, at + 2);
    return (
      /^(?:in|im|en|dans|no|na)$/.test(tokens[at]?.norm ?? "") &&
      /^(?:subject|title|name)$/.test(role?.role ?? "")
    );
  });
}

/** `duplicate the file as Backup May`. */
function isSavedAs({ tokens }: Words, index: number): boolean {
  return (
    /^(?:as|als|como|comme|sous)$/.test(tokens[index]?.norm ?? "") &&
    /^\p{Lu}/u.test(tokens[index + 1]?.raw ?? "") &&
    tokens[index + 1]?.kind === "word" &&
    tokens.slice(0, index).some(({ norm }) => /^(?:copy|save|create)$/.test(verbOf(norm) ?? ""))
  );
}

/** `call it x`, `name the copy x`. */
function afterCopy(tokens: readonly Token[], index: number): number {
  return /^(?:it|es|sie|ihn)$/.test(tokens[index]?.norm ?? "") ? index + 1 : index + 2;
}

function roleStart(words: Words, index: number, afterQuote: boolean): Start | undefined {
  const { tokens } = words;
  const said = roleAt(tokens, index);
  if (!said) return undefined;
  let from = index + 1;
  while (linkWords.has(tokens[from]?.norm ?? "") && tokens[from]?.kind !== "quote") from += 1;
  if (
    /^(?:contains|containing|contiene|contient|contem|enthalt)$/.test(tokens[from]?.norm ?? "") &&
    said.role === "subject"
  )
    return { from: from + 1, form: "name" };
  const linked = from > index + 1;
  const first = tokens[from];
  if (!first || !/^(?:word|id|clock|ordinal)$/.test(first.kind)) {
    const dated =
      first?.kind === "date" && (said.role === "closedate" || tokens[from - 1]?.norm === "=");
    if (!dated && (first?.kind !== "number" || !longRoles.has(said.role))) return undefined;
    if (dated) return { from, form: "one" };
  }
  if (
    linked &&
    tokens[index + 1]?.kind === "word" &&
    said.role !== "subject" &&
    !longRoles.has(said.role)
  )
    return undefined;
  if (aboutWords.has(first.norm) && !(linked && tokens[index + 1]?.kind === "mark"))
    return undefined;
  if (/^(?:number|nummer|numero|address|adresse|direccion)$/.test(first.norm)) return undefined;
  const before = tokens[said.from - 1];
  const introduced =
    linked ||
    afterQuote ||
    (before !== undefined && (introducers.has(before.norm) || isValue(before)));
  const long = longRoles.has(said.role);
  if (plainRoles.has(said.role) && !afterQuote && !isIntroduced(tokens, said.from, linked))
    return undefined;
  if (!linked && roleAt(tokens, from) !== undefined) return undefined;
  if (!long && !isNameStart(tokens, from)) return undefined;
  if (!introduced && !long && !/^[\p{Lu}\d]/u.test(first.raw)) return undefined;
  if (!linked && words.isAction(first.norm) && !isDeterminer(first.norm) && !introduced)
    return undefined;
  if (!linked && (isThing(first.norm) || textWords.has(first.norm)) && !/^\p{Lu}/u.test(first.raw))
    return undefined;
  return { from, form: long ? "text" : "name" };
}

/** `with the text …`, `, text …`, `x@… text …`: not `a text file`. */
function isIntroduced(tokens: readonly Token[], from: number, linked: boolean): boolean {
  if (linked && tokens[from + 1]?.norm === ":") return true;
  let at = from - 1;
  while (
    isDeterminer(tokens[at]?.norm ?? "") ||
    /^(?:its|the|o|el|le|dem|den)$/.test(tokens[at]?.norm ?? "")
  )
    at -= 1;
  const before = tokens[at];
  if (!before) return linked;
  if (/^(?:with|w\/|con|mit|avec|com|,|:|and|und|y|et|e|line|text)$/.test(before.norm)) return true;
  // "add the text all done to the page"
  if (at < from - 1 && verbOf(before.norm) === "add") return true;
  return isValue(before);
}

/** Whether a token is a value by its shape: what follows it says something new. */
function isValue({ kind, raw }: Token): boolean {
  return (kind !== "word" && kind !== "mark") || /^(?=.*\d)(?=.*[A-Za-z])[\w-]{4,}$/.test(raw);
}

/** A name does not start with a small word, nor with what belongs to the sentence around it. */
function isNameStart(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (!token || !/^(?:word|number|id|clock|ordinal|date)$/.test(token.kind)) return false;
  return !isStopWord(token.norm) || /^\p{Lu}/u.test(token.raw);
}

function startsText(words: Words, index: number): boolean {
  const { tokens } = words;
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next || next.kind === "quote" || next.kind === "break" || next.kind === "mark")
    return false;
  const before = tokens[index - 1];
  if (token.norm === ":") return colonStarts(words, index);
  if (token.kind !== "word") return saysAfterTarget(words, index);
  if (sayingWords.has(token.norm)) return true;
  if (textWords.has(token.norm) && roleAt(tokens, index) === undefined)
    return (
      isIntroduced(tokens, index, false) &&
      precededByWith(tokens, index) &&
      !aboutWords.has(next.norm)
    );
  const target =
    before?.kind === "channel" || before?.kind === "mention" || before?.kind === "email";
  // "remind #team to submit timesheets"
  if (token.norm === "to" && target && tokens.slice(0, index).some(({ norm }) => norm === "remind"))
    return true;
  const told = /^(?:know|wissen|saber|savoir|bescheid)$/.test(before?.norm ?? "");
  return (
    (target || told || nounOf(before?.norm ?? "") === "channel") &&
    thatWords.has(token.norm) &&
    !sayingWords.has(next.norm) &&
    !words.isAction(next.norm)
  );
}

/** `when X: do Y` has instructions after its colon, `post to #x: Y` has text, `row: x, y` cells. */
function colonStarts(words: Words, index: number): boolean {
  const { tokens } = words;
  // `label:work`
  if (
    tokens[index - 1]?.end === tokens[index]?.start &&
    tokens[index]?.end === tokens[index + 1]?.start
  )
    return false;
  const next = tokens[index + 1];
  const before = tokens[index - 1];
  if (!next || next.kind === "channel" || next.kind === "id") return false;
  // "1) … 2) …" are things to do
  if (next.kind === "number" && /^[).]$/.test(tokens[index + 2]?.raw ?? "")) return false;
  if (roleAt(tokens, index - 1) || roleAt(tokens, index + 1) || roleAt(tokens, index + 2)) {
    if (!textWords.has(before?.norm ?? ""))
      return (
        roleAt(tokens, index + 1) === undefined &&
        roleAt(tokens, index + 2) === undefined &&
        roleAt(tokens, index - 1)?.role === "text"
      );
  }
  if (tokens[index + 2]?.norm === "=" || tokens[index + 3]?.norm === "=") return false;
  if (
    nounOf(before?.norm ?? "") === "row" ||
    /^(?:values|werte|valores|valeurs)$/.test(before?.norm ?? "")
  )
    return false;
  // "todo: pay rent"
  if (index === 1 && /^(?:task|event)$/.test(thingOf(before?.norm ?? ""))) return true;
  if (tokens.slice(0, index).some(({ norm }) => nounOf(norm) === "row")) return false;
  const left = withoutTrigger(tokens.slice(0, index), words.isAction);
  const target = left.some(
    (token) =>
      /^(?:channel|id|email|mention|urn)$/.test(token.kind) ||
      (token === before &&
        (isValue(token) || /^\d{4,}$/.test(token.raw)) &&
        token.kind !== "clock"),
  );
  const fresh =
    isThing(before?.norm ?? "") &&
    left.some(({ norm }) => newWords.has(norm)) &&
    !words.isAction(next.norm);
  return target || fresh || left.some(({ norm }) => words.isAction(norm) || textWords.has(norm));
}

const clauseVerbs =
  /^(?:is|are|was|were|has|have|will|we|we're|it's|i|i'm|ist|sind|wurde|hat|wir|esta|estan|fue|hemos|est|sont|nous|foi|estao|temos)$/;
const askingWords =
  /^(?:what|which|who|when|whenever|how|if|whether|about|that|with|and|was|wer|wie|wenn|dass|que|quien|cuando|si|quand|quando|se|once|saying|the|a|an)$/;

/** `slack #ops deploy is done`: a whole sentence right after whom it is for. */
function saysAfterTarget(words: Words, index: number): boolean {
  const { tokens } = words;
  const token = tokens[index];
  const next = tokens[index + 1];
  if (token?.kind !== "channel" && token?.kind !== "mention") return false;
  if (next?.kind !== "word" || askingWords.test(next.norm) || words.isAction(next.norm))
    return false;
  if (isStopWord(next.norm) && !clauseVerbs.test(next.norm)) return false;
  const rest = tokens.slice(index + 1, index + 6);
  const stop = rest.findIndex(
    ({ kind, norm }) =>
      kind === "mark" ||
      kind === "break" ||
      (askingWords.test(norm) && norm !== "the" && norm !== "a" && norm !== "an"),
  );
  return (stop < 0 ? rest : rest.slice(0, stop)).some(({ norm }) => clauseVerbs.test(norm));
}

function precededByWith(tokens: readonly Token[], index: number): boolean {
  return [tokens[index - 1], tokens[index - 2]].some((token) =>
    /^(?:with|con|mit|avec|com)$/.test(token?.norm ?? ""),
  );
}
