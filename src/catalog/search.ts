import MiniSearch from "minisearch";
import type { Catalog } from "./catalog.ts";
import { methodOf, type Operation } from "./operation.ts";

export type CatalogSearch = (query: string, limit: number) => readonly Operation[];

/** A word that more of the operations have tells little and costs much: it only orders what others found. */
const commonShare = 0.03;
/** Below this a word is never common. */
const commonAtLeast = 60;
/** How many of the best are ordered by the common words too. */
const reordered = 100;

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

  return (query, limit) => {
    const terms = termsOf(query);
    const rarest = terms.toSorted((one, other) => times(one) - times(other)).slice(0, 1);
    const telling = terms.filter((term) => times(term) <= common);
    const searched = telling.length ? telling : rarest;
    const ordering = terms.filter((term) => !searched.includes(term));
    const shared = (id: string) => ordering.filter((term) => words.get(id)?.has(term)).length;
    return index
      .search(searched.join(" "))
      .slice(0, Math.max(reordered, limit))
      .map(({ id, score }) => ({ id: String(id), score: score * (1 + shared(String(id))) }))
      .toSorted((one, other) => other.score - one.score)
      .slice(0, limit)
      .flatMap(({ id }) => catalog.find(id) ?? []);
  };
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
        .filter(Boolean),
    ),
  ];
}

/** `chat.postMessage` as `chat post Message`. */
function splitWords(method: string): string {
  return method.replaceAll(/[._]/g, " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2");
}
