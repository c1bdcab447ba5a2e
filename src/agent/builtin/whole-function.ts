import { functionOrderIn, object } from "./function-order.ts";
import type { Token } from "./tokens.ts";

/** A wish about a whole function, besides another name. */
export type WholeFunction =
  | { readonly kind: "delete"; readonly of: string | undefined }
  /** `to` holds the words of the copy's name; empty where none is said. */
  | { readonly kind: "copy"; readonly of: string | undefined; readonly to: readonly Token[] };

const called = "(?:called|named|as|namens|als|llamada|llamado|como|appelee|nommee|chamada|chamado)";
const name = `(?: (?:and )?(?:${called}|call it|name it|nenne sie|llamala|appelle-la|chame-a) (?<to>.+))?`;
const article = "(?:an?|one|another|the|eine|noch eine|una|otra|une|autre|uma|outra)";
const copyNoun =
  "(?:copy|duplicate|clone|kopie|dublette|duplikat|copia|duplicado|copie|double|copia|duplicata)";
const of = "(?:of|von|der|de|del|da|do)";

const deletes =
  "(?:delete|remove|discard|trash|erase|drop|get rid of|throw away|losche|loesche|losch|entferne|elimina|eliminar|borra|borrar|supprime|supprimer|efface|effacer|apaga|apague|apagar|exclui|exclua|excluir|remova|remove)";
const copies =
  "(?:copy|duplicate|clone|kopiere|dupliziere|copia|duplica|clona|copie|duplique|duplicar|clone)";
const makes = "(?:make|create|give me|mach|mache|erstelle|haz|hazme|crea|fais|cree|faca|faz|crie)";

const deletions = [new RegExp(`^${deletes} ${object}$`)];
/** `copy it to #general` copies something else. */
const duplications = [
  `${copies} ${object}${name}`,
  `${makes} (?:(?:me|mir|moi) )?${article} ${copyNoun}(?: ${of} ${object})?${name}`,
].map((form) => new RegExp(`^${form}$`));

/** Reads `delete postDeals` and `make a copy of it called announceDeals`; undefined for anything else. */
export function wholeFunctionIn(
  tokens: readonly Token[],
  functions: readonly string[],
): WholeFunction | undefined {
  const deletion = functionOrderIn(tokens, functions, deletions);
  if (deletion) return { kind: "delete", of: deletion.of };
  const copy = functionOrderIn(tokens, functions, duplications);
  return copy && { kind: "copy", of: copy.of, to: copy.to };
}
