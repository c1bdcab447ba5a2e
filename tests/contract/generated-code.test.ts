import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { usesOf } from "../../src/flow/uses.ts";
import { analyse } from "../../src/functions/analyse/analyse.ts";
import { createRenderer } from "../../src/functions/render.ts";
import { checkTypesAndLint } from "../../src/functions/tools.ts";
import { sampleFlows } from "./sample-flow.ts";

const catalog = createCatalog(connectors, providers);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
});
const account = "support";
const sampled = catalog.operations.flatMap((operation) =>
  sampleFlows(operation).flatMap(({ flow, isFull }) => {
    const sample = { id: operation.id, isFull, flow };
    if (catalog.providerOf(operation.id)?.key?.kind === "none") return [sample];
    const steps = flow.steps.map((step) => ({ ...step, account }));
    return [sample, { ...sample, flow: { ...flow, steps }, account }];
  }),
);
const samples = await Promise.all(
  sampled.map(async (sample) => ({
    ...sample,
    code: await renderer.render(sample.flow, "A sample"),
  })),
);

test("the code of every operation passes the checks of types and lint", async () => {
  const found = await checkTypesAndLint(
    samples.map(({ code }) => code),
    "rendered",
  );
  const wrong = samples.flatMap(({ id }, index) => (found[index] ?? []).map((one) => [id, one]));
  expect(wrong).toEqual([]);
});

test("the code of every operation keeps the policy, and calls only what permissions are counted for", () => {
  for (const { id, flow, code, isFull } of samples) {
    const { operations, problems } = analyse(code, catalog, "rendered");
    expect({ id, problems }).toEqual({ id, problems: [] });
    // A helper may have calls that an input asks for, which is not given here.
    if (!isFull) continue;
    const counted = new Set(usesOf(flow, catalog).map(({ operation }) => operation.id));
    expect({ id, uncounted: operations.filter((one) => !counted.has(one)) }).toEqual({
      id,
      uncounted: [],
    });
  }
});

test("once a person has changed the code, its calls are read as the same operations", () => {
  for (const { id, code } of samples) {
    const rendered = analyse(code, catalog, "rendered");
    const { operations, problems } = analyse(code, catalog, "hand");
    const errors = problems.filter(({ severity }) => severity === "error");
    expect({ id, errors, operations: operations.toSorted() }).toEqual({
      id,
      errors: [],
      operations: rendered.operations.toSorted(),
    });
  }
});

test("the account of a step is named by every call that it makes, and read from the code again", () => {
  const named = samples.filter((sample) => "account" in sample);
  expect(named.length).toBeGreaterThan(catalog.operations.length);
  for (const { id, code } of named) {
    const { calls, operations } = analyse(code, catalog, "hand");
    expect({ id, calls }).toEqual({
      id,
      calls: operations.map((operation) => ({ operation, account })),
    });
  }
});
