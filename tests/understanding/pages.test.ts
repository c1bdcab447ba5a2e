import { describe, expect, test } from "vitest";
import { draftPage } from "../../src/agent/builtin/pages/page-draft.ts";
import { understandWhole } from "../../src/agent/builtin/unattended.ts";
import type { Context } from "../../src/agent/builtin/understand.ts";
import { vocabularyOf } from "../../src/agent/builtin/vocabulary.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { pageSpec } from "../../src/contract/page-spec.ts";
import { checkFlow } from "../../src/flow/check.ts";
import { outputSchemaOf } from "../../src/functions/output-shape.ts";
import { checkReadings } from "../../src/pages/check-readings.ts";
import { noPageRows, pageRows } from "./page-rows.ts";

const catalog = createCatalog(connectors, providers);
const vocabulary = vocabularyOf(catalog);

const step = (use: string) => [{ id: "one", use, with: {} }];

function wanted(prompt: string, current?: Context["current"]) {
  return understandWhole(prompt, {
    vocabulary,
    functions: current ? [current.name] : [],
    current,
    now: new Date("2026-11-23T10:00:00Z"),
    timezone: "Europe/Berlin",
  });
}

describe("a page that is asked for", () => {
  test.each(pageRows)("%s", (prompt, row) => {
    const intent = wanted(prompt);
    if (intent.kind !== "page") throw new Error(JSON.stringify(intent));
    const parts = [...intent.sources, ...intent.actions];
    for (const { flow } of parts) expect(checkFlow(flow, catalog)).toMatchObject({ status: "ok" });
    const spec = draftPage(intent, vocabulary, new Set());
    expect(pageSpec.safeParse(spec).error?.issues).toBeUndefined();
    const flows = new Map(parts.map(({ flow }) => [flow.name, flow]));
    const answerOf = (name: string) => {
      const flow = flows.get(name);
      return flow && outputSchemaOf(flow, catalog);
    };
    expect(checkReadings(spec, answerOf)).toEqual([]);
    const chart = spec.blocks.find((block) => block.type === "chart");
    const table = spec.blocks.find((block) => block.type === "table");
    expect({
      uses: parts.flatMap(({ flow }) => flow.steps.map(({ use }) => use)),
      blocks: spec.blocks.map(({ type }) => type),
      title: spec.title,
      refresh: spec.refresh,
      kind: chart?.type === "chart" ? chart.kind : undefined,
      x: chart?.type === "chart" ? chart.x.label : undefined,
      actions: table?.type === "table" ? table.actions.length : undefined,
    }).toMatchObject(row);
  });

  test.each(noPageRows)("is not: %s", (prompt) => {
    expect(wanted(prompt).kind).not.toBe("page");
  });

  test.each([
    [
      "a function that writes",
      step("slack.chat.postMessage"),
      { type: "manual" as const },
      "create",
    ],
    ["one that reads", step("hubspot.crm.deals.search"), { type: "manual" as const }, "page"],
  ])("made of %s at hand", (_, steps, trigger, kind) => {
    const flow = { name: "atHand", description: "At hand", trigger, inputs: {}, steps };
    const intent = wanted("put it in a table", { name: flow.name, version: 1, flow });
    expect(intent.kind === "page").toBe(kind === "page");
  });

  test("what starts by itself is no page", () => {
    expect(wanted("show the HubSpot deals every morning in a table").kind).not.toBe("page");
  });

  test("what feeds it only reads", () => {
    for (const [prompt] of pageRows) {
      const intent = wanted(prompt);
      const feeding = intent.kind === "page" ? intent.sources : [];
      for (const { flow } of feeding)
        for (const { use } of flow.steps) expect(catalog.find(use)?.kind).toBe("read");
    }
  });
});
