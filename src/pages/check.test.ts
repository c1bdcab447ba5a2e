import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import { pageSpec } from "../contract/page-spec.ts";
import { flowSchema } from "../flow/schema.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { checkPage, readSpec } from "./check.ts";

const catalog = createCatalog(connectors, providers);

function version(
  name: string,
  operation: string,
  inputs: object,
  more: Partial<FunctionVersion> = {},
): FunctionVersion {
  const steps = [{ id: "step", use: operation }];
  return {
    name,
    version: 1,
    madeBy: { what: "prompt", via: "chat" },
    origin: "flow",
    flow: flowSchema.parse({ name, description: name, trigger: { type: "manual" }, inputs, steps }),
    code: "",
    approvals: [{ operation, token: "user" }],
    permissions: [],
    createdAt: "2026-01-01T00:00:00Z",
    etag: "x",
    ...more,
  };
}

const functions = [
  version("openDeals", "hubspot.crm.deals.search", { minimum: { type: "number", default: 0 } }),
  version("dealOf", "hubspot.crm.deals.get", { dealId: { type: "string" } }),
  version("tellSales", "slack.chat.postMessage", {
    text: { type: "string" },
    amount: { type: "number", required: false },
  }),
  version("archiveContact", "hubspot.crm.contacts.archive", { contactId: { type: "string" } }),
  version("byHand", "hubspot.crm.deals.search", {}, { origin: "hand" }),
  version("tags", "slack.chat.postMessage", { list: { type: "array" }, loud: { type: "boolean" } }),
];
const known = {
  find: (name: string) => functions.find((one) => one.name === name),
  names: functions.map(({ name }) => name),
  catalog,
};

const table = {
  id: "deals",
  type: "table",
  rows: "${deals.results}",
  columns: [{ label: "Name", value: "${item.properties.dealname}" }],
};
const base = {
  slug: "p",
  title: "P",
  filters: [{ id: "least", label: "Least", kind: "number" }],
  sources: { deals: { function: "openDeals", input: { minimum: "${filters.least}" } } },
  blocks: [table],
};
const check = (spec: object) => checkPage(pageSpec.parse({ ...base, ...spec }), known);
const withBlock = (block: object) => check({ blocks: [table, { id: "b", ...block }] });
const withTable = (more: object) => check({ blocks: [{ ...table, ...more }] });
const action = (more: object) => ({ actions: [{ label: "Do", function: "tellSales", ...more }] });
const form = (fields: readonly object[], more: object = {}) =>
  withBlock({ type: "form", function: "tellSales", fields, ...more });
const text = { name: "text", label: "Text", required: true };

test("a page that is as it should be has no problems", () => {
  expect(check({})).toEqual([]);
  expect(
    withTable(action({ input: { text: "${item.id} ${filters.least}", amount: "${item.amount}" } })),
  ).toEqual([]);
  expect(
    form([text, { name: "amount", label: "Amount", kind: "number", min: 1, default: 5 }]),
  ).toEqual([]);
  expect(withBlock({ type: "text", text: "A text may have ${anything} in it." })).toEqual([]);
});

describe("what is wrong is told with its place", () => {
  const chart = { type: "chart", kind: "bar", rows: "${deals.results}", x: { value: "${item.a}" } };
  test.each([
    [
      "a function that there is not",
      () => check({ sources: { deals: { function: "openDeal" } } }),
      "sources.deals.function",
      'Did you mean "openDeals"?',
    ],
    [
      "a source that writes",
      () => check({ sources: { deals: { function: "tellSales", input: { text: "x" } } } }),
      "sources.deals.function",
      "at every load",
    ],
    [
      "an input that it does not take",
      () => check({ sources: { deals: { function: "openDeals", input: { minimun: 1 } } } }),
      "sources.deals.input.minimun",
      'Did you mean "minimum"?',
    ],
    [
      "an input that it needs",
      () => check({ sources: { deals: { function: "dealOf" } } }),
      "sources.deals.input",
      'needs "dealId"',
    ],
    [
      "an input of another type",
      () => check({ sources: { deals: { function: "openDeals", input: { minimum: "many" } } } }),
      "sources.deals.input.minimum",
      "takes a number",
    ],
    [
      "text where a number is wanted",
      () =>
        check({
          sources: {
            deals: { function: "openDeals", input: { minimum: "over ${filters.least}" } },
          },
        }),
      "sources.deals.input.minimum",
      "takes a number",
    ],
    [
      "a source in the input of a source",
      () =>
        check({
          sources: { deals: { function: "openDeals", input: { minimum: "${deals.total}" } } },
        }),
      "sources.deals.input.minimum",
      "cannot be read here",
    ],
    [
      "a source with a name that is taken",
      () => check({ sources: { ...base.sources, filters: { function: "openDeals" } } }),
      "sources.filters",
      "Name it otherwise",
    ],
    [
      "an unknown source",
      () => withTable({ rows: "${deal.results}" }),
      "blocks.deals.rows",
      'Did you mean "deals"?',
    ],
    [
      "rows that are text",
      () => withTable({ rows: "all ${deals.results}" }),
      "blocks.deals.rows",
      "one path into a source",
    ],
    [
      "rows of a filter",
      () => withTable({ rows: "${filters.least}" }),
      "blocks.deals.rows",
      "one path into a source",
    ],
    [
      "an unknown filter",
      () => withTable({ where: [{ value: "${item.a}", is: "equals", to: "${filters.lest}" }] }),
      "blocks.deals.where[0].to",
      'Did you mean "least"?',
    ],
    [
      "a path below a filter",
      () => withTable({ columns: [{ label: "A", value: "${filters.least.x}" }] }),
      "blocks.deals.columns[0].value",
      "nothing after it",
    ],
    [
      "a path that is none",
      () => withTable({ columns: [{ label: "A", value: "${item.a + 1}" }] }),
      "blocks.deals.columns[0].value",
      "is not a path",
    ],
    [
      "item outside of rows",
      () => withBlock({ type: "figure", value: "${item.a}" }),
      "blocks.b.value",
      "there are none here",
    ],
    [
      "item in a button",
      () => withBlock({ type: "buttons", ...action({ input: { text: "${item.a}" } }) }),
      "blocks.b.actions[0].input.text",
      "there are none here",
    ],
    [
      "item in rows",
      () => withTable({ rows: "${item.list}" }),
      "blocks.deals.rows",
      "there are none here",
    ],
    [
      "a source in the input of an action",
      () => withTable(action({ input: { text: "${deals.total}" } })),
      "blocks.deals.actions[0].input.text",
      "cannot be read here",
    ],
    [
      "an action without what it needs",
      () => withTable(action({})),
      "blocks.deals.actions[0].input",
      'needs "text"',
    ],
    [
      "deleting without a question",
      () =>
        withTable({
          actions: [
            { label: "Delete", function: "archiveContact", input: { contactId: "${item.id}" } },
          ],
        }),
      "blocks.deals.actions[0].confirm",
      "asked before",
    ],
    [
      "a sort by no column",
      () => withTable({ sort: { column: 1, direction: "ascending" } }),
      "blocks.deals.sort.column",
      "0 to 0",
    ],
    [
      "money without a currency",
      () => withTable({ columns: [{ label: "A", value: "${item.a}", format: "currency" }] }),
      "blocks.deals.columns[0].currency",
      "EUR",
    ],
    [
      "two blocks of one name",
      () => check({ blocks: [table, table] }),
      "blocks[1].id",
      "two blocks",
    ],
    [
      "two filters of one name",
      () => check({ filters: [...base.filters, ...base.filters] }),
      "filters[1].id",
      "two filters",
    ],
    [
      "a choice of nothing",
      () => check({ filters: [{ ...base.filters[0], kind: "choice" }] }),
      "filters[0].choices",
      "what there is to choose",
    ],
    [
      "a default that is no choice",
      () =>
        check({
          filters: [
            {
              ...base.filters[0],
              kind: "choice",
              choices: [{ value: "a", label: "A" }],
              default: "b",
            },
          ],
        }),
      "filters[0].default",
      "must be one of A",
    ],
    [
      "a figure of nothing",
      () => withBlock({ type: "figure" }),
      "blocks.b.value",
      "Say which value",
    ],
    [
      "an aggregate of nothing",
      () => withBlock({ type: "figure", value: "${deals.total}", aggregate: "sum" }),
      "blocks.b.rows",
      "nothing to sum",
    ],
    [
      "rows in a figure, without how",
      () => withBlock({ type: "figure", rows: "${deals.results}", value: "${item.a}" }),
      "blocks.b.aggregate",
      "need an aggregate",
    ],
    [
      "conditions without rows",
      () =>
        withBlock({
          type: "figure",
          value: "${deals.total}",
          where: [{ value: "${deals.total}", is: "equals", to: 1 }],
        }),
      "blocks.b.where",
      "leave the conditions out",
    ],
    [
      "a series of nothing",
      () => withBlock({ ...chart, series: [{ label: "A" }] }),
      "blocks.b.series[0].value",
      "count the rows",
    ],
    [
      "series of two minds",
      () =>
        withBlock({
          ...chart,
          series: [
            { label: "A", aggregate: "count" },
            { label: "B", value: "${item.b}" },
          ],
        }),
      "blocks.b.series[1].aggregate",
      "or none has",
    ],
    [
      "a form of no function",
      () => form([text], { function: "telSales" }),
      "blocks.b.function",
      'Did you mean "tellSales"?',
    ],
    [
      "a field for no input",
      () => form([text, { name: "txt", label: "T" }]),
      "blocks.b.fields[1].name",
      'Did you mean "text"?',
    ],
    ["two fields of one name", () => form([text, text]), "blocks.b.fields[1].name", "two fields"],
    [
      "a field that is fixed",
      () => form([text], { input: { text: "x" } }),
      "blocks.b.fields[0].name",
      "fixed value",
    ],
    [
      "a field of another type",
      () => form([text, { name: "amount", label: "A", kind: "date" }]),
      "blocks.b.fields[1].kind",
      "number or choice",
    ],
    [
      "a choice that is no number",
      () =>
        form([
          text,
          { name: "amount", label: "A", kind: "choice", choices: [{ value: "one", label: "1" }] },
        ]),
      "blocks.b.fields[1].choices",
      '"one" is none',
    ],
    [
      "a field for a list",
      () => form([{ name: "list", label: "L" }], { function: "tags", input: { loud: true } }),
      "blocks.b.fields[0].name",
      "which no field can fill",
    ],
    [
      "an input that nobody fills in",
      () => form([{ name: "amount", label: "A", kind: "number" }]),
      "blocks.b.input",
      'needs "text"',
    ],
    [
      "a field of choices without any",
      () => form([{ ...text, kind: "choice" }]),
      "blocks.b.fields[0].choices",
      "what there is to choose",
    ],
    [
      "limits the wrong way round",
      () => form([{ ...text, min: 5, max: 2 }]),
      "blocks.b.fields[0].min",
      "more than the most",
    ],
    [
      "a default outside of its limits",
      () => form([{ ...text, max: 2, default: "long" }]),
      "blocks.b.fields[0].default",
      "at most 2 characters",
    ],
    [
      "a source in a form",
      () => form([text], { input: { amount: "${deals.total}" } }),
      "blocks.b.input.amount",
      "cannot be read here",
    ],
  ])("%s", (_, problems, where, says) => {
    const errors = problems().filter(({ severity }) => severity === "error");
    expect(errors.map((one) => one.where)).toContain(where);
    expect(errors.find((one) => one.where === where)?.message).toContain(says);
  });

  test("names that every object has are names like any other", () => {
    for (const name of ["toString", "constructor", "valueOf"]) {
      const input = { minimum: "${filters.least}", [name]: 1 };
      const fed = check({ sources: { deals: { function: "openDeals", input } } });
      expect(fed).toMatchObject([{ where: `sources.deals.input.${name}`, severity: "error" }]);
      const filled = form([text, { name, label: "Odd" }]);
      expect(filled).toMatchObject([{ where: "blocks.b.fields[1].name", severity: "error" }]);
    }
  });

  test("what works, and may not be meant, is a warning", () => {
    const unread = check({ sources: { ...base.sources, more: { function: "openDeals" } } });
    expect(unread).toMatchObject([{ where: "sources.more", severity: "warning" }]);
    const loose = form([{ name: "text", label: "Text" }]);
    expect(loose).toMatchObject([{ where: "blocks.b.fields[0].required", severity: "warning" }]);
    const input = { dealId: "${filters.least}" };
    const unset = check({ sources: { deals: { function: "dealOf", input } } });
    expect(unset).toMatchObject([{ where: "sources.deals.input.dealId", severity: "warning" }]);
  });

  test("code that a person wrote may take more than is known", () => {
    const sources = { deals: { function: "byHand", input: { whatever: "${filters.least}" } } };
    expect(check({ sources })).toEqual([]);
  });
});

describe("what is no spec", () => {
  test("is told with the place of its block", () => {
    const read = readSpec({
      ...base,
      blocks: [{ ...table, columns: [{ label: "A" }] }, { id: "x" }],
    });
    expect("problems" in read && read.problems).toMatchObject([
      { where: "blocks.deals.columns[0].value", severity: "error" },
      { where: "blocks.x.type" },
    ]);
  });

  test("is never a fault, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (one, other, third) => {
        for (const given of [
          one,
          { ...base, blocks: [one] },
          { ...base, sources: { a: other }, filters: third },
        ]) {
          const read = readSpec(given);
          const problems = "problems" in read ? read.problems : [];
          expect(problems.every(({ where, message }) => where && message)).toBe(true);
        }
      }),
    );
  });
});

test("any text in any place is checked without a fault, and problems stand in that place", () => {
  const fragment = fc.constantFrom(
    "$",
    "{",
    "}",
    "${",
    "item",
    ".a",
    "deals",
    ".results",
    "filters",
    ".least",
    "[0]",
    "[*]",
    " ",
    '["x"]',
    "\\",
  );
  const odd = fc.array(fragment, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(odd, (value) => {
      const problems = withTable({ columns: [{ label: "A", value }] });
      expect(problems.every(({ where }) => where === "blocks.deals.columns[0].value")).toBe(true);
    }),
  );
});
