import fc from "fast-check";
import { expect, test } from "vitest";
import { vocabularyOf } from "../vocabulary.ts";
import { createCatalog } from "../../../catalog/catalog.ts";
import { connectors, providers } from "../../../connectors/index.ts";
import { pageSpec, type PageSpec } from "../../../contract/page-spec.ts";
import { outputSchemaOf } from "../../../functions/output-shape.ts";
import { checkReadings } from "../../../pages/check-readings.ts";
import { understandWhole } from "../unattended.ts";
import { answerOf } from "./answer-shape.ts";
import { pageEditsIn } from "./edit-orders.ts";
import type { Ground } from "./edit-ground.ts";
import { draftPage } from "./page-draft.ts";
import { applied } from "./page-edit-steps.ts";

const catalog = createCatalog(connectors, providers);
const vocabulary = vocabularyOf(catalog);
const around = {
  vocabulary,
  functions: [],
  current: undefined,
  now: new Date("2026-11-23T10:00:00Z"),
  timezone: "Europe/Berlin",
};

/** A page with all that the functions of its sources answer. */
function pageFor(prompt: string) {
  const intent = understandWhole(prompt, around);
  if (intent.kind !== "page") throw new Error(prompt);
  const spec = pageSpec.parse(draftPage(intent, vocabulary, new Set()));
  const flows = new Map(intent.sources.map(({ flow }) => [flow.name, flow]));
  const answers = intent.sources.map(({ flow, id }) => ({
    source: id,
    ...answerOf(flow, id, vocabulary),
  }));
  const ground: Ground = {
    answers,
    leavesOf: (rows) => answers.find((answer) => answer.rows === rows)?.leaves ?? [],
  };
  return { spec, ground, flows };
}

const pages = [
  "a dashboard of HubSpot deals with a button that posts one to #sales",
  "a dashboard of my TikTok profile",
  "a bar chart of HubSpot deals by stage",
  "a table of my TikTok videos and a table of HubSpot contacts",
].map(pageFor);

const member = fc.constantFrom(
  "amount",
  "Stage",
  "close date",
  "views",
  "title",
  "email",
  "id",
  "shoe size",
  "${item.x}",
  "«0»",
);
const block = fc.constantFrom(
  "table",
  "chart",
  "figure",
  "form",
  "button",
  "first figure",
  "Deals",
  "amount",
  "it",
);
const order = fc.oneof(
  member.map((name) => `add a column for the ${name}`),
  member.map((name) => `remove the ${name} column`),
  member.map((name) => `sort by ${name}`),
  member.map((name) => `sort by ${name} descending`),
  member.map((name) => `put ${name} first`),
  member.map((name) => `add a filter by ${name}`),
  member.map((name) => `remove the ${name} filter`),
  member.map((name) => `group it by ${name}`),
  member.map((name) => `add the sum of the ${name}`),
  fc
    .tuple(member, fc.string({ maxLength: 200 }))
    .map(([name, text]) => `rename the column ${name} to ${JSON.stringify(text)}`),
  block.map((name) => `remove the ${name}`),
  block.map((name) => `move the ${name} to the top`),
  fc.tuple(block, block).map(([one, other]) => `move the ${one} above the ${other}`),
  block.map((name) => `make the ${name} half width`),
  fc
    .tuple(block, fc.string({ maxLength: 200 }))
    .map(([name, text]) => `label the ${name} ${JSON.stringify(text)}`),
  fc.string({ maxLength: 200 }).map((text) => `rename the page to ${JSON.stringify(text)}`),
  fc.string({ maxLength: 80 }).map((text) => `change the address to ${text}`),
  fc.integer({ min: 0, max: 100_000 }).map((count) => `show ${count} rows`),
  fc.integer({ min: 0, max: 100_000 }).map((count) => `refresh it every ${count} seconds`),
  fc.constantFrom(
    "make it a bar chart",
    "make it a line chart",
    "show the chart as a table",
    "stop refreshing",
  ),
);

test("whatever is ordered, a page stays a page whose paths lead somewhere", () => {
  fc.assert(
    fc.property(fc.constantFrom(...pages), fc.array(order, { maxLength: 6 }), (page, orders) => {
      let now: PageSpec = page.spec;
      for (const said of orders) {
        const made = applied(now, pageEditsIn(said) ?? [], page.ground);
        if ("spec" in made) now = made.spec;
      }
      expect(pageSpec.safeParse(now).error?.issues).toBeUndefined();
      const answers = (name: string) => {
        const flow = page.flows.get(name);
        return flow && outputSchemaOf(flow, catalog);
      };
      expect(checkReadings(now, answers)).toEqual([]);
      const sorted = now.blocks.flatMap((one) =>
        one.type === "table" && one.sort ? [{ at: one.sort.column, of: one.columns.length }] : [],
      );
      for (const { at, of } of sorted) expect(at).toBeLessThan(of);
      // Nothing is left of what a removed block looked at.
      const shown = JSON.stringify(now);
      for (const { id } of now.filters) expect(shown).toContain(`\${filters.${id}}`);
    }),
    { numRuns: 300 },
  );
});
