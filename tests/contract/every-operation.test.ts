import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Operation } from "../../src/catalog/operation.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import type { FlowValue } from "../../src/flow/schema.ts";
import { createRenderer } from "../../src/functions/render.ts";
import { checkTypesAndLint } from "../../src/functions/tools.ts";

const catalog = createCatalog(connectors, providers);
const templatesDir = fileURLToPath(new URL("../../templates", import.meta.url));
const renderer = createRenderer({ catalog, templatesDir });

type Schema = Readonly<Record<string, any>>;

/** Any value of the type; whether the API would take it is not the question here. */
function valueOf(schema: Schema): FlowValue {
  if (schema["anyOf"]) return valueOf(schema["anyOf"][0]);
  if (schema["enum"]) return schema["enum"][0];
  const byType: Record<string, () => FlowValue> = {
    number: () => 1,
    integer: () => 1,
    boolean: () => true,
    array: () => [valueOf(schema["items"] ?? {})],
    object: () => ({}),
  };
  return byType[schema["type"]]?.() ?? "x";
}

/** A function of this one step, as a flow with all the inputs or the required ones alone would have it. */
function codeOf({ id, input }: Operation, isWanted: (name: string, required: boolean) => boolean) {
  const { properties = {}, required = [] } = z.toJSONSchema(input, {
    unrepresentable: "any",
    io: "input",
  });
  const given = Object.entries(properties).filter(([name]) =>
    isWanted(name, required.includes(name)),
  );
  const step = {
    id: "step",
    use: id,
    with: Object.fromEntries(given.map(([name, schema]) => [name, valueOf(Object(schema))])),
  };
  return renderer.render(
    { name: "one", description: "", trigger: { type: "manual" }, inputs: {}, steps: [step] },
    "one step",
  );
}

test.each(connectors)("code of every operation of $name passes the checks", async (connector) => {
  const ways = [(_: string, required: boolean) => required, () => true];
  const codes = await Promise.all(
    connector.operations.flatMap((operation) =>
      ways.map(async (way) => ({ id: operation.id, code: await codeOf(operation, way) })),
    ),
  );
  const found = await checkTypesAndLint(codes.map(({ code }) => code));
  const problems = found.flatMap((list, index) =>
    list.map(({ message, line }: any) => `${codes[index]?.id} ${line}: ${message}`),
  );
  expect(problems).toEqual([]);
});
