import MiniSearch from "minisearch";
import type { Catalog } from "./catalog.ts";
import { methodOf, type Operation } from "./operation.ts";

export type CatalogSearch = (query: string, limit: number) => readonly Operation[];

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
  index.addAll(
    catalog.connectors.flatMap((connector) =>
      connector.operations.map((operation) => ({
        id: operation.id,
        title: operation.title,
        method: splitWords(methodOf(operation.id)),
        words: operation.words?.join(" ") ?? "",
        connector: [connector.name, ...connector.words].join(" "),
      })),
    ),
  );
  return (query, limit) =>
    index
      .search(query)
      .slice(0, limit)
      .flatMap(({ id }) => catalog.find(String(id)) ?? []);
}

/** `chat.postMessage` as `chat post Message`. */
function splitWords(method: string): string {
  return method.replaceAll(/[._]/g, " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2");
}
