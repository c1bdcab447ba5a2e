import { z } from "zod";
import { createCatalog } from "../src/catalog/catalog.ts";
import type { Connector } from "../src/catalog/connector.ts";
import type { Operation } from "../src/catalog/operation.ts";
import { createCatalogSearch } from "../src/catalog/search.ts";
import { connectors, providers } from "../src/connectors/index.ts";
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

/** Search over catalogs of several sizes; what is not real has names of its own, as other tools would. */
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

const perConnector = 15;

function catalogOf(size: number): readonly Connector[] {
  const real = connectors.flatMap((connector) =>
    connector.operations.map((operation) => ({ connector, operation })),
  );
  const kept = real.slice(0, size);
  const made = Array.from({ length: Math.ceil((size - kept.length) / perConnector) }, (_, index) =>
    madeConnector(index, Math.min(perConnector, size - kept.length - index * perConnector)),
  );
  return [
    ...connectors.flatMap((connector) => {
      const operations = kept.flatMap((one) => (one.connector === connector ? one.operation : []));
      return operations.length ? [{ ...connector, operations }] : [];
    }),
    ...made,
  ];
}

const verbs = ["Create", "Read", "Find", "List", "Change", "Delete", "Archive", "Share", "Move"];

function madeConnector(index: number, count: number): Connector {
  const [template] = connectors;
  if (!template) throw new Error("The catalog is empty");
  const id = nameOf(index);
  return {
    ...template,
    id,
    name: id,
    words: [id, nameOf(index + 7_000)],
    operations: Array.from({ length: count }, (_, at) => madeOperation(id, index, at)),
  };
}

function madeOperation(connector: string, index: number, at: number): Operation {
  const thing = nameOf(index * 5 + (at % 5));
  const verb = verbs[at % verbs.length] ?? "Read";
  return {
    id: `${connector}.${thing}.${verb.toLowerCase()}${at}`,
    title: `${verb} a ${thing} of the ${nameOf(at + index)}`,
    kind: "read",
    request: { method: "GET", host: "example.test", path: "/", body: "query" },
    input: z.strictObject({}),
    output: z.looseObject({}),
    scopes: {},
    repeatable: true,
    words: [verb.toLowerCase(), thing, `${thing}s`, nameOf(at * 31)],
    docs: "https://example.test/",
  };
}

const syllables = "ba co du fe gi ka lo mu ne pi ra so tu ve wi xa yo zu".split(" ");

/** A word for a number: three or four syllables, so that there are as many words as a large catalog has. */
function nameOf(number: number): string {
  const at = (place: number) =>
    syllables[Math.floor(number / syllables.length ** place) % syllables.length] ?? "";
  return `${at(0)}${at(1)}${at(2)}${number % 2 ? "n" : "ra"}`;
}
