import MiniSearch from "minisearch";
import type { Catalog } from "./catalog.ts";
import { connectorOf, methodOf, type Operation } from "./operation.ts";

export type CatalogSearch = (query: string, limit: number) => readonly Operation[];

/** A word that more of the operations have tells little and costs much: it only orders what others found. */
const commonShare = 0.03;
/** Below this a word is never common. */
const commonAtLeast = 60;
/** How many of the best are ordered by the common words too. */
const reordered = 100;
/** What each further operation of one tool counts: "meeting" is Meet's and the calendar's. */
const repeatedShare = 0.75;
/** What counts an operation that cannot be undone: of two that fit alike it is the second. */
const destructiveShare = 0.7;
/** Words that say nothing about what is looked for. */
const stopWords: ReadonlySet<string> = new Set(
  "a an and are as at be by for from i in is it its me my of on or our that the their this to what when where which who with you your".split(
    " ",
  ),
);

/** Full-text search over operations, by the provider's words and by what people call a thing; forgives typos. */
export function createCatalogSearch(catalog: Catalog): CatalogSearch {
  const index = new MiniSearch({
    fields: ["title", "method", "words", "connector"],
    searchOptions: {
      boost: { title: 3, words: 2, connector: 2 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  const documents = documentsOf(catalog);
  index.addAll(documents);
  const words = new Map(
    documents.map(({ id, ...fields }) => [id, new Set(termsOf(Object.values(fields).join(" ")))]),
  );
  const frequency = new Map<string, number>();
  for (const terms of words.values())
    for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const common = Math.max(commonAtLeast, documents.length * commonShare);
  const times = (term: string) => frequency.get(term) ?? 0;

  const methods = new Map(
    catalog.operations.flatMap(({ id }) => [
      [id.toLowerCase(), id],
      [methodOf(id).toLowerCase(), id],
    ]),
  );

  return (query, limit) => {
    const named = query
      .toLowerCase()
      .split(/\s+/)
      .flatMap((word) => methods.get(word) ?? []);
    const terms = termsOf(query).flatMap((term) => (times(term) > 0 ? term : swapped(term, times)));
    const rarest = terms.toSorted((one, other) => times(one) - times(other)).slice(0, 1);
    const telling = terms.filter((term) => times(term) <= common);
    const searched = telling.length ? telling : rarest;
    const ordering = terms.filter((term) => !searched.includes(term));
    const shared = (id: string) => ordering.filter((term) => words.get(id)?.has(term)).length;
    const found = index
      .search(searched.join(" "))
      .slice(0, Math.max(reordered, limit))
      .map(({ id, score }) => ({
        id: String(id),
        score:
          score *
          (1 + shared(String(id))) *
          (catalog.find(String(id))?.kind === "destructive" ? destructiveShare : 1),
      }))
      .toSorted((one, other) => other.score - one.score);
    return [...new Set([...named, ...spread(found)])]
      .slice(0, limit)
      .flatMap((id) => catalog.find(id) ?? []);
  };
}

/** Best first, with one tool's many operations not in the way of another's one. */
function spread(found: readonly { readonly id: string; readonly score: number }[]): string[] {
  const seen = new Map<string, number>();
  return found
    .map(({ id, score }) => {
      const connector = connectorOf(id);
      const before = seen.get(connector) ?? 0;
      seen.set(connector, before + 1);
      return { id, score: score * repeatedShare ** before };
    })
    .toSorted((one, other) => other.score - one.score)
    .map(({ id }) => id);
}

/** What an unknown word is with two neighbouring letters the other way round, where that is known: `uplaod`. */
function swapped(term: string, times: (term: string) => number): readonly string[] {
  const others = Array.from(
    { length: term.length - 1 },
    (_, at) => term.slice(0, at) + term.charAt(at + 1) + term.charAt(at) + term.slice(at + 2),
  ).filter((other) => times(other) > 0);
  return others.length > 0 ? others : [term];
}

function documentsOf(catalog: Catalog) {
  return catalog.connectors.flatMap((connector) =>
    connector.operations.map((operation) => ({
      id: operation.id,
      title: operation.title,
      method: splitWords(methodOf(operation.id)),
      words: operation.words?.join(" ") ?? "",
      connector: [connector.name, ...connector.words].join(" "),
    })),
  );
}

/** Words as the index has them. */
function termsOf(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== "" && !stopWords.has(word)),
    ),
  ];
}

/** `chat.postMessage` as `chat post Message`. */
function splitWords(method: string): string {
  return method.replaceAll(/[._]/g, " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2");
}
