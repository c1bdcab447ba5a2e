import { identifier } from "../../flow/schema.ts";
import {
  called,
  type FunctionOrder,
  functionOrderIn,
  into,
  object,
  own,
  pronoun,
} from "./function-order.ts";
import { camelCase, fold } from "./text.ts";
import type { Token } from "./tokens.ts";

/** A wish that a function has another name. */
export interface Renaming extends Omit<FunctionOrder, "form"> {
  /** `change the name`: may be that of a contact as well. */
  readonly saysName: boolean;
}

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

/** Reads `rename it to announceDeals`; undefined where a message is nothing of the kind. */
export function renamingIn(
  tokens: readonly Token[],
  functions: readonly string[],
): Renaming | undefined {
  const order = functionOrderIn(tokens, functions, forms);
  if (!order) return undefined;
  const { form, ...renaming } = order;
  return { ...renaming, saysName: form === 2 };
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
