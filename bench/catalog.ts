import { z } from "zod";
import type { Connector } from "../src/catalog/connector.ts";
import type { Operation } from "../src/catalog/operation.ts";
import { connectors } from "../src/connectors/index.ts";

const perConnector = 15;

/** A catalog of that many operations: the real ones first; what is not real has names of its own, as other tools would. */
export function catalogOf(size: number): readonly Connector[] {
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
    helper: { ...template.helper, name: id },
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
