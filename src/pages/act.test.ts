import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blockActBody } from "../contract/page.ts";
import { pageSpec } from "../contract/page-spec.ts";
import { PatchbayError } from "../core/errors.ts";
import { deedOf } from "./act.ts";
import { fitInput } from "./input.ts";

const spec = pageSpec.parse({
  slug: "p",
  title: "P",
  filters: [{ id: "f", label: "F", kind: "text" }],
  sources: { deals: { function: "read" } },
  blocks: [
    {
      id: "table",
      type: "table",
      rows: "${deals.list}",
      where: [{ value: "${item.mine}", is: "equals", to: true }],
      columns: [{ label: "A", value: "${item.a}" }],
      actions: [
        {
          label: "Go",
          function: "go",
          input: { id: "${item.id}", word: "${filters.f}", fixed: "x" },
        },
      ],
    },
    {
      id: "form",
      type: "form",
      function: "send",
      input: { fixed: "x" },
      fields: [
        { name: "text", label: "Text" },
        { name: "count", label: "Count", kind: "number", default: 3 },
      ],
    },
    { id: "words", type: "text", text: "Hi" },
    { id: "buttons", type: "buttons", actions: [{ label: "Go", function: "go" }] },
    {
      id: "all",
      type: "table",
      rows: "${deals.list}",
      columns: [{ label: "A", value: "${item.a}" }],
      actions: [{ label: "Go", function: "go" }],
    },
  ],
});
const list = [
  { id: 7, a: "A", mine: true },
  { id: 8, a: "B", mine: false },
];
const answer = {
  id: "s",
  page: "page_1",
  version: 2,
  source: "deals",
  value: { list },
  run: "run_1",
  loadedAt: 0,
};

function deed(block: string, act: object, kept: object | undefined = answer) {
  const found = spec.blocks.find(({ id }) => id === block);
  if (!found) throw new Error("No such block");
  return deedOf(found, blockActBody.parse(act), {
    id: "page_1",
    version: 2,
    spec,
    looked: kept && { ...answer, ...kept },
  });
}

function refusal(work: () => unknown): Partial<PatchbayError> {
  try {
    work();
  } catch (error) {
    if (error instanceof PatchbayError) return error;
    throw error;
  }
  throw new Error("It was not refused");
}

const inputOf = ({ input, roots, values }: ReturnType<typeof deed>, flow?: any) =>
  fitInput({ flow }, input, roots, values);
const row = { snapshot: "s", position: 0 };

describe("an action of a row", () => {
  test("gets its input from the row that the server kept", () => {
    const made = deed("table", { action: 0, row, filters: { f: "w" } });
    expect(made).toMatchObject({ function: "go", done: "Go: done." });
    expect(inputOf(made)).toEqual({ id: 7, word: "w", fixed: "x" });
    expect(inputOf(deed("table", { action: 0, row }))).toEqual({ id: 7, fixed: "x" });
  });

  test("has values of the type that the function takes", () => {
    const flow = { inputs: { id: { type: "string" }, word: { type: "number" } } };
    expect(inputOf(deed("table", { action: 0, row, filters: { f: "1.50" } }), flow)).toEqual({
      id: "7",
      word: 1.5,
      fixed: "x",
    });
  });

  test.each([
    ["of another page", { page: "page_2" }],
    ["of another version", { version: 1 }],
    ["of another source", { source: "more" }],
  ])("is refused with a snapshot %s", (_, kept) => {
    expect(refusal(() => deed("table", { action: 0, row }, kept)).code).toBe("page/snapshot-gone");
  });

  test.each([
    [{ action: 1, row }, "action"],
    [{ row }, "action"],
    [{ action: 0 }, "row"],
    [{ action: 0, row: { snapshot: "s", position: 2 } }, "row.position"],
    [{ action: 0, row: { snapshot: "s", position: 1 } }, "row.position"],
    [{ action: 0, row, values: { id: "9" } }, "values"],
    [{ action: 0, row, filters: { g: "9" } }, "filters.g"],
  ])("is refused as %j", (act, where) => {
    expect(refusal(() => deed("table", act))).toMatchObject({ code: "request/invalid", where });
  });

  test("is refused for a row that there is not, where the table shows all", () => {
    const beyond = { snapshot: "s", position: list.length };
    const { where } = refusal(() => deed("all", { action: 0, row: beyond }));
    expect(where).toBe("row.position");
  });

  test("is refused where the page is another by now", () => {
    expect(deed("table", { action: 0, row, version: 2 }).function).toBe("go");
    expect(refusal(() => deed("table", { action: 0, row, version: 1 })).code).toBe("page/changed");
  });
});

describe("a form", () => {
  test("gives what was filled in, its defaults, and what is fixed", () => {
    expect(inputOf(deed("form", { values: { text: "Hi" } }))).toEqual({
      fixed: "x",
      text: "Hi",
      count: 3,
    });
    expect(inputOf(deed("form", { values: { count: "" } }))).toEqual({ fixed: "x" });
  });

  test("names each field that is wrong, and the first one where", () => {
    const { code, where, extra } = refusal(() =>
      deed("form", { values: { count: "many", fixed: "y", text: 5 } }),
    );
    expect({ code, where }).toEqual({ code: "page/values", where: "fixed" });
    expect(extra?.["problems"]).toEqual([
      { where: "fixed", message: expect.stringContaining('no field "fixed"') },
      { where: "text", message: "Text must be text." },
      { where: "count", message: "Count must be a number." },
    ]);
  });

  test("passes any text as it is: what looks like a path is none", () => {
    const text = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom("${filters.f}", "${deals.list}", "\\${x}", "${"),
    );
    fc.assert(
      fc.property(
        text.filter((one) => one.trim() !== ""),
        (value) => {
          expect(
            inputOf(deed("form", { values: { text: value }, filters: { f: "secret" } })),
          ).toEqual({
            fixed: "x",
            text: value,
            count: 3,
          });
        },
      ),
    );
  });

  test("knows no field by what every object has", () => {
    const [form] = pageSpec.parse({
      slug: "p",
      title: "P",
      blocks: [
        { id: "form", type: "form", function: "send", fields: [{ name: "toString", label: "T" }] },
      ],
    }).blocks;
    if (!form) throw new Error("No form");
    const page = { id: "page_1", version: 2, spec, find: () => undefined };
    expect(deedOf(form, blockActBody.parse({ values: {} }), page).values).toEqual({});
  });

  test("takes no action and no row, a button that stands alone no row, and a text nothing at all", () => {
    expect(refusal(() => deed("form", { action: 0 })).where).toBe("action");
    expect(refusal(() => deed("form", { row })).where).toBe("action");
    expect(refusal(() => deed("buttons", { action: 0, row })).where).toBe("row");
    expect(refusal(() => deed("words", {})).where).toBe("block");
  });
});
