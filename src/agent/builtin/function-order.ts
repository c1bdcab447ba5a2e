import { fold } from "./text.ts";
import type { Token } from "./tokens.ts";

/** An order about a whole function: `rename it to …`, `delete postDeals`, `a copy of the function called …`. */
export interface FunctionOrder {
  /** Which of the forms it has. */
  readonly form: number;
  /** The function that is named; otherwise it is the one at hand. */
  readonly of: string | undefined;
  /** The words of the name it gives; empty where none is said. */
  readonly to: readonly Token[];
  /** Whether it says that a function is meant, so that it cannot be about what the function makes. */
  readonly saysFunction: boolean;
}

const nouns = "(?:function|funktion|funcion|fonction|funcao)";
const articles =
  "(?:the|this|my|that|die|diese|meine|der|dieser|la|esta|mi|cette|ma|a|as|da|essa|esta|minha|l')";
export const own = `(?<fn>(?:${articles} )?${nouns})`;
export const pronoun = "(?:it|this|that|sie|es|das|ihn|diese|eso|esto|ca|cela|elle|isso|isto|ela)";
export const named = "(?<of>[a-z_$][\\w$]*)";
/** A function, however it is pointed at; a name counts only where a function has it. */
export const object = `(?:${pronoun}|${own}(?: ${named})?|${named})`;
export const into = "(?:to|as|into|in|zu|nach|auf|a|como|por|en|par|para)";
export const called =
  "(?:(?:just|simply|now|lieber|besser|einfach|jetzt|mejor|ahora|plutot|simplement|maintenant|melhor|agora) )?(?<to>.+)";

export const before =
  /^(?:(?:please|pls|now|ok|okay|actually|can you|could you|would you|can we|let's|lets|bitte|kannst du|por favor|puedes|s'il te plait|peux-tu|tu peux|pode|voce pode|no|nein|and|then|und|y|et|e) )+/;
export const after =
  / (?:instead|please|pls|now|from now on|then|um|umbenennen|stattdessen|lieber|bitte|en su lugar|mejor|por favor|ahora|plutot|a la place|s'il te plait|maintenant|em vez disso|agora)$/;

/** `call it every day`, `call it from my app`: no name. */
const noName =
  /^(?:from|when|whenever|every|each|with|on|at|by|via|after|before|if|again|once|only|for|as|als|wenn|jeden|jede|mit|um|cuando|cada|con|quand|chaque|avec|quando|todos|todas|com|when|off|back|out|up)$/;
const openName =
  /^(?:something|anything|another|else|etwas|anders|algo|autre|quelque|autrement|outra|outro|otro|otra)$/;
const nameKinds: ReadonlySet<Token["kind"]> = new Set(["word", "number", "quote", "id"]);
const maxNameWords = 6;

/** Reads a message by the first of the forms that fits; undefined where none does. */
export function functionOrderIn(
  tokens: readonly Token[],
  functions: readonly string[],
  forms: readonly RegExp[],
): FunctionOrder | undefined {
  const said = tokens.filter(({ kind }) => kind !== "mark");
  if (said.length === 0 || said.length > maxNameWords * 3) return undefined;
  // A name is no misspelt word.
  for (const word of [(token: Token) => token.norm, (token: Token) => fold(token.raw)]) {
    const words = said.map((token) =>
      token.kind === "quote" ? "“”" : word(token).replaceAll(" ", "_"),
    );
    const found = match(words, said, functions, forms);
    if (found) return found;
  }
  return undefined;
}

function match(
  words: readonly string[],
  tokens: readonly Token[],
  functions: readonly string[],
  forms: readonly RegExp[],
): FunctionOrder | undefined {
  const whole = words.join(" ");
  let text = whole.replace(before, "");
  const start = whole.length - text.length;
  while (after.test(text)) text = text.replace(after, "");
  const skipped = whole.slice(0, start).split(" ").length - 1;
  for (const [index, form] of forms.entries()) {
    const found = form.exec(text);
    if (!found) continue;
    const groups = found.groups ?? {};
    const wanted = groups["to"];
    const to = wanted === undefined ? [] : wordsAt(tokens, skipped, text, wanted);
    const of = groups["of"];
    const known = of === undefined ? undefined : functions.find((one) => fold(one) === of);
    if (of !== undefined && known === undefined) continue;
    if (!isName(to)) continue;
    return {
      form: index,
      of: known,
      to: openName.test(to[0]?.norm ?? "") ? [] : to,
      saysFunction: groups["fn"] !== undefined || known !== undefined,
    };
  }
  return undefined;
}

/** The tokens of the words that a form ended with. */
function wordsAt(
  tokens: readonly Token[],
  skipped: number,
  text: string,
  wanted: string,
): readonly Token[] {
  const at = text.lastIndexOf(` ${wanted}`);
  const first = skipped + text.slice(0, at).split(" ").length;
  return tokens.slice(first, first + wanted.split(" ").length);
}

function isName(to: readonly Token[]): boolean {
  return (
    to.length <= maxNameWords &&
    to.every(({ kind }) => nameKinds.has(kind)) &&
    !noName.test(to[0]?.norm ?? "") &&
    !isRhythm(to) &&
    (to.length === 1 || !isWhole(to[0]))
  );
}

/** A name as it is to stand; what follows is something else: `rename it to announceDeals and …`. */
function isWhole(first: Token | undefined): boolean {
  return first !== undefined && (first.kind === "quote" || isIdentifier([first]));
}

/** `daily`, `daily at 9`; not `daily report`. */
function isRhythm([first, second]: readonly Token[]): boolean {
  const next = second?.norm ?? "at";
  return /^(?:daily|hourly|weekly|taglich)$/.test(first?.norm ?? "") && /^(?:at|um)$/.test(next);
}

/** `announceDeals`: what nobody calls an event. */
export function isIdentifier(to: readonly Token[]): boolean {
  return to.length === 1 && /^[a-z]+(?:[A-Z][a-z\d]*)+$/.test(to[0]?.raw ?? "");
}
