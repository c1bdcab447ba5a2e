import { identifier } from "../../flow/schema.ts";
import { camelCase, fold } from "./text.ts";
import type { Token } from "./tokens.ts";

/** A wish that a function has another name. */
export interface Renaming {
  /** The function that is named; otherwise it is the one at hand. */
  readonly of: string | undefined;
  /** The words of the new name; empty where none is said. */
  readonly to: readonly Token[];
  /** Whether it says that a function is meant, so that it cannot be about what the function makes. */
  readonly saysFunction: boolean;
  /** `change the name`: may be that of a contact as well. */
  readonly saysName: boolean;
}

const nouns = "(?:function|funktion|funcion|fonction|funcao)";
const articles =
  "(?:the|this|my|that|die|diese|meine|der|dieser|la|esta|mi|cette|ma|a|as|da|essa|esta|minha|l')";
const own = `(?<fn>(?:${articles} )?${nouns})`;
const pronoun = "(?:it|this|that|sie|es|das|ihn|diese|eso|esto|ca|cela|elle|isso|isto|ela)";
const named = "(?<of>[a-z_$][\\w$]*)";
/** A function, however it is pointed at; a name counts only where a function has it. */
const object = `(?:${pronoun}|${own}(?: ${named})?|${named})`;
const into = "(?:to|as|into|in|zu|nach|auf|a|como|por|en|par|para)";
const called =
  "(?:(?:just|simply|now|lieber|besser|einfach|jetzt|mejor|ahora|plutot|simplement|maintenant|melhor|agora) )?(?<to>.+)";

const rename =
  "(?:rename|umbenennen|benenne|renombra|renombrar|renombrala|renombralo|renomme|renommer|renommez|renomme-la|renomme-le|renomeia|renomear|renomeie|renomeia-a|renomeie-a)";
const change =
  "(?:change|set|update|switch|andere|aendere|setze|cambia|cambiale|cambiar|cambie|modifica|changer|changez|modifie|muda|mude|mudar|altera|altere|troca|troque)";
const nameNoun = "(?:name|namen|nombre|nom|nome)";
const whose =
  "(?:(?:the|its|this|den|seinen|ihren|el|su|le|son|o|seu)(?: (?:function(?:'s)?|current))? )?";
const give = "(?:give|gib|ponle|pon|donne-lui|donne|da-lhe)";

/** What a sentence that renames looks like; the first that fits is taken. */
const forms: readonly RegExp[] = [
  `${rename}(?: ${object})?(?: ${into} ${called})?`,
  `${rename} ${own} ${called}`,
  `${change} ${whose}${nameNoun}(?: (?:of|der|von|de|da|do) ${object})?(?: ${into} ${called})?`,
  `(?:call|name|nenne|nenn|llama|chama|chame) ${pronoun}(?: de)? ${called}`,
  `(?:name|nenne|nenn|llama a|appelle|nomme|chama|chame) ${own}(?: de)? ${called}`,
  `(?:llamala|llamalo|appelle-la|appelle-le|nomme-la|chame-a|chama-a|chame-o)(?: de)? ${called}`,
  `(?:chame|chama) de ${called}`,
  `${give} (?:(?:it|ihr|ihm|${own}) )?(?:(?:the|a|den|einen|el|un|le|o|um) )?(?:(?:new|another|other|neuen|anderen|nuevo|otro|nouveau|autre|novo|outro) )?${nameNoun}(?: (?:of|de))?(?: ${called})?`,
  `(?:i want )?(?:it|${own}) (?:(?:should|must|shall|has to|needs to|to) (?:now )?be|is now) (?:called|named) ${called}`,
  `its name (?:should|must|shall) (?:now )?be ${called}`,
  `(?:sie|es|${own}) soll (?:jetzt |kunftig |lieber )?${called} heissen`,
  `(?:quiero )?que se llame ${called}`,
  `(?:(?:elle|${own}) )?doit s'appeler ${called}`,
  `(?:(?:ela|${own}) )?(?:deve|debe) (?:se chamar|llamarse) ${called}`,
].map((form) => new RegExp(`^${form}$`));

const before =
  /^(?:(?:please|pls|now|ok|okay|actually|can you|could you|would you|can we|let's|lets|bitte|kannst du|por favor|puedes|s'il te plait|peux-tu|tu peux|pode|voce pode|no|nein|and|then|und|y|et|e) )+/;
const after =
  / (?:instead|please|pls|now|from now on|then|um|umbenennen|stattdessen|lieber|bitte|en su lugar|mejor|por favor|ahora|plutot|a la place|s'il te plait|maintenant|em vez disso|agora)$/;

/** `call it every day`, `call it from my app`: no name. */
const noName =
  /^(?:from|when|whenever|every|each|with|on|at|by|via|after|before|if|again|once|only|for|as|als|wenn|jeden|jede|mit|um|cuando|cada|con|quand|chaque|avec|quando|todos|todas|com|when|off|back|out|up)$/;
const openName =
  /^(?:something|anything|another|else|etwas|anders|algo|autre|quelque|autrement|outra|outro|otro|otra)$/;
const nameKinds: ReadonlySet<Token["kind"]> = new Set(["word", "number", "quote", "id"]);
const maxNameWords = 6;

/** Reads `rename it to announceDeals`; undefined where a message is nothing of the kind. */
export function renamingIn(
  tokens: readonly Token[],
  functions: readonly string[],
): Renaming | undefined {
  const said = tokens.filter(({ kind }) => kind !== "mark");
  if (said.length === 0 || said.length > maxNameWords * 3) return undefined;
  // A name is no misspelt word.
  for (const word of [(token: Token) => token.norm, (token: Token) => fold(token.raw)]) {
    const words = said.map((token) =>
      token.kind === "quote" ? "“”" : word(token).replaceAll(" ", "_"),
    );
    const found = match(words, said, functions);
    if (found) return found;
  }
  return undefined;
}

function match(
  words: readonly string[],
  tokens: readonly Token[],
  functions: readonly string[],
): Renaming | undefined {
  const whole = words.join(" ");
  let text = whole.replace(before, "");
  const start = whole.length - text.length;
  while (after.test(text)) text = text.replace(after, "");
  const skipped = whole.slice(0, start).split(" ").length - 1;
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (!groups) continue;
    const wanted = groups["to"];
    const to = wanted === undefined ? [] : wordsAt(tokens, skipped, text, wanted);
    const of = groups["of"];
    const known = of === undefined ? undefined : functions.find((one) => fold(one) === of);
    if (of !== undefined && known === undefined) continue;
    if (!isName(to)) continue;
    return {
      of: known,
      to: openName.test(to[0]?.norm ?? "") ? [] : to,
      saysFunction: groups["fn"] !== undefined || known !== undefined,
      saysName: form === forms[2],
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

const leading = /^(?:the|an?|der|die|das|el|la|le|os?)$/;
const maxLength = 56;

/** `daily report` → `dailyReport`; what is an identifier already stays. Undefined where it gives none. */
export function functionName(words: readonly string[]): string | undefined {
  const [only = "", more] = words;
  const said = more === undefined ? only.trim() : words.join(" ");
  const parts = said.split(/\s+/);
  const kept = parts.length > 1 && leading.test(fold(parts[0] ?? "")) ? parts.slice(1) : parts;
  const one = kept.length === 1 ? kept[0] : undefined;
  const isPlain = one !== undefined && /^[A-Za-z_$][\w$]*$/.test(one);
  const wanted = isPlain ? one : camelCase(kept).slice(0, maxLength);
  return identifier.safeParse(wanted).data;
}

/** `announceDeals`: what nobody calls an event. */
export function isIdentifier(to: readonly Token[]): boolean {
  return to.length === 1 && /^[a-z]+(?:[A-Z][a-z\d]*)+$/.test(to[0]?.raw ?? "");
}
