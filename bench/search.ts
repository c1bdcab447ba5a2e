import { createCatalog } from "../src/catalog/catalog.ts";
import { createCatalogSearch } from "../src/catalog/search.ts";
import { providers } from "../src/connectors/index.ts";
import { catalogOf } from "./catalog.ts";
import { type Bench, figure } from "./figure.ts";

const sizes = [10, 150, 1_000, 10_000] as const;
/** Milliseconds to stay within at the largest size. */
const target = 2;
const rounds = 40;

/** By words, by what people call a thing, and misspelt. */
const queries = [
  "send a message to a channel",
  "add a row to a spreadsheet",
  "dm somebody",
  "meeting tomorrow",
  "find emails about an invoice",
  "spreadshet row",
  "calender event",
  "uplaod file",
];

/** Search over catalogs of several sizes. */
export const searchBench: Bench = async () =>
  sizes.map((size) => {
    const search = createCatalogSearch(createCatalog(catalogOf(size), providers));
    for (const query of queries) search(query, 8);
    const samples = Array.from({ length: rounds }, () =>
      queries.map((query) => {
        const start = performance.now();
        search(query, 8);
        return performance.now() - start;
      }),
    ).flat();
    const { name, ...rest } = figure(`catalog.search.${size}`, "ms", samples);
    return size === 10_000 ? { name, ...rest, target } : { name, ...rest };
  });
