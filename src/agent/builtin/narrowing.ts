import type { Choice } from "./choose.ts";
import { type Clause, clauseOf } from "./clauses.ts";
import { flagsOf, isSaying } from "./flags.ts";
import { fold } from "./text.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Words that say which of the things of a list are meant, where nothing else is said of them. */
const narrowing: ReadonlySet<string> = new Set(
  (
    "open closed overdue pending active inactive unassigned urgent important completed unfinished won lost stale late " +
    "offene offenen geschlossene geschlossenen uberfallige uberfalligen aktive aktiven dringende dringenden erledigte erledigten " +
    "abiertos abiertas cerrados cerradas vencidas vencidos pendientes activos activas urgentes completadas " +
    "ouverts ouvertes fermes fermees actifs actives urgents terminees abertos abertas fechados fechadas atrasadas atrasados ativos ativas concluidas"
  ).split(" "),
);

/** `open` of "list open deals", where the operation has no way to tell them: the list has all there are. */
export function notNarrowed(
  { operation, filling }: Choice,
  clause: Clause,
  vocabulary: Vocabulary,
): readonly Clause[] {
  if (operation.kind !== "read" || operation.items === undefined) return [];
  const done = fold(JSON.stringify([filling.values, flagsOf(operation, clause)]));
  return clause.tokens
    .filter(({ kind, norm }) => kind === "word" && narrowing.has(norm) && !done.includes(norm))
    .filter((token) => !isSaying(operation, token))
    .map((token) => clauseOf([token], vocabulary));
}
