import { fold } from "./text.ts";
import type { Token } from "./tokens.ts";
import type { Unclear } from "./unclear.ts";

type Tokens = readonly Token[];

const cases =
  "(?:(?:upper|lower|title|camel|snake)[ -]?case|capitals|grossbuchstaben|kleinbuchstaben|mayusculas?|minusculas?|majuscules?|minuscules?|maiusculas?)";

/** What only code can do, in the five languages. */
const computing: readonly RegExp[] = [
  new RegExp(`\\b(?:${cases}|capitali[sz]ed?|(?:gross|klein)geschrieben)\\b`),
  /\b(?:round(?:ed|s)?|runde[nt]?|gerundet|redonde\w+|arrondi\w*|arredond\w+|decimals?|nachkommastellen?|dezimalstellen?|decimales|decimais|thousands? separators?)\b/,
  /\b(?:truncate[ds]?|kurze[nt]? \w+ text|trunca\w*|tronque\w*|dedup\w*|(?:remove|drop|without|no) (?:the )?duplicates|duplikate|doublons)\b/,
  /\b(?:calculate[ds]?|compute[ds]?|multipl(?:y|ied)|divided? by|subtract|berechne\w*|multiplizier\w*|calcul[ae]r?|multiplica\w*|multipli(?:e|er)|(?:sum|average|median) of|summe (?:der|aller)|durchschnitt|suma de|somme des?|moyenne|soma d[aeo]s?)\b/,
  /\b(?:regex\w*|regular expression|base64|md5|sha-?256|(?:url-?)?encoded?|decoded?|(?:un)?escaped?)\b/,
  /\b(?:(?:for|while)[ -]loop|try[ /]catch|refactor\w*)\b/,
];

/** Words that may be about something else, too. */
const likely =
  /\b(?:format(?:ted|s)?|formatier\w*|formate\w*|sort(?:ed|s)?|sortier\w*|orden(?:a|ar|e)|trie[rz]?|revers\w*|umgekehrt\w*|pars(?:e|ed)|split|group(?:ed)?|gruppier\w*|agrup\w*|convert\w*|konvertier\w*|transform\w*|wandle|umwandeln|replace|ersetze|reemplaza|remplace|substitua|count|zahle|strip|swap|merge|loop|instead of an? (?:number|list|text)|tax|vat|mwst|iva|tva)\b/;

/** Said of text or code, and no text itself. */
const plain: readonly RegExp[] = [
  new RegExp(`\\b(?:in|to|into|all|en|em) ${cases}$`),
  /^(?:please |now |can you |could you )*(?:optimi[sz]e|simplify|rewrite|clean up|improve|refactor|document|comment|add)\b.*\bcode$/,
];

/** Whether a message can mean nothing else: `in upper case`, `add a comment to the code`. */
export function plainlyNeedsCode(tokens: Tokens): boolean {
  const said = wordsOf(tokens);
  return plain.some((words) => words.test(said));
}

/** Whether a change is about what no flow can hold. */
export function needsCode(tokens: Tokens): boolean {
  const said = wordsOf(tokens);
  return computing.some((words) => words.test(said));
}

/** Whether it may be, where nothing else was understood. */
export function mayNeedCode(tokens: Tokens): boolean {
  return likely.test(wordsOf(tokens));
}

/** Without what is text and not said; as it is written, since no word of these is misspelt. */
function wordsOf(tokens: Tokens): string {
  return tokens
    .filter(({ kind }) => kind !== "quote" && kind !== "mark" && kind !== "break")
    .map(({ raw }) => fold(raw))
    .join(" ");
}

/** The two ways to a change that the built-in model cannot make. */
function declines(reason: string, name: string): Extract<Unclear, { kind: "decline" }> {
  return {
    kind: "decline",
    reason,
    instead: `Choose a hosted model under Settings and say it again, or edit the code by hand under Code → Functions → ${name}.`,
  };
}

export function beyondFlow(name: string) {
  return declines(
    `No flow can say that: it is a change of the code of \`${name}\`, which the built-in model cannot write.`,
    name,
  );
}

export function withoutFlow(name: string) {
  return declines(
    `\`${name}\` is code without a flow, which the built-in model cannot change.`,
    name,
  );
}
