import MiniSearch from "minisearch";
import type { Catalog } from "./catalog.ts";
import type { EventInfo } from "./event.ts";

export type EventSearch = (query: string, limit: number) => readonly EventInfo[];

/** Events by their titles, by what people call the things they happen to, and by their tools; the best first. */
export function createEventSearch(catalog: Catalog): EventSearch {
  const index = new MiniSearch({
    fields: ["title", "method", "words", "connector"],
    searchOptions: {
      boost: { title: 3, words: 2, connector: 2 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  const documents = catalog.connectors.flatMap((connector) =>
    connector.events.map(({ id, title, words = [], impliedBy = [] }) => ({
      id,
      title,
      method: id.replaceAll(/[._]/g, " "),
      words: [...words, ...impliedBy].join(" "),
      connector: [connector.name, ...connector.words].join(" "),
    })),
  );
  index.addAll([...new Map(documents.map((one) => [one.id, one])).values()]);
  return (query, limit) =>
    index
      .search(query)
      .slice(0, limit)
      .flatMap(({ id }) => catalog.event(String(id)) ?? []);
}
