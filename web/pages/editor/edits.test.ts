import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PageSpec, pageSpec } from "../../../src/contract/page-spec.ts";
import { type Edit, tryEdit } from "./edits.ts";
import { begin, edit, isSame, redo, settle, undo } from "./history.ts";

const spec = pageSpec.parse({
  slug: "deals",
  title: "Deals",
  filters: [{ id: "stage", label: "Stage", kind: "text" }],
  sources: {
    deals: { function: "listDeals", input: { stage: "${filters.stage}" } },
    spare: { function: "listSpare" },
  },
  blocks: [
    { type: "text", id: "intro", text: "# Hello, ${deals} and \\${deals.x}" },
    {
      type: "table",
      id: "table",
      rows: "${deals.results}",
      columns: [{ label: "Name", value: "${item.name} of ${deals.total}" }],
    },
    { type: "figure", id: "count", rows: "${deals.results}", aggregate: "count" },
  ],
});

const ids = fc.constantFrom("intro", "table", "count", "none", "table2");
const anything = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.array(fc.string(), { maxLength: 2 }),
  fc.constantFrom("half", "full", "${deals.results}", "number", 10, "", "equals"),
);
const change = fc.dictionary(
  fc.constantFrom("title", "width", "rows", "columns", "text", "id", "type", "sort", "aggregate"),
  anything,
);
const blocks = fc.constantFrom(...spec.blocks);
const names = fc.oneof(
  fc.constantFrom("deals", "spare", "other", "filters", "class", "1x", "$$", "__proto__"),
  fc.string({ maxLength: 8 }),
);
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    type: fc.constant("page" as const),
    change: fc.dictionary(
      fc.constantFrom("title", "slug", "description", "refresh", "filters", "blocks"),
      anything,
    ) as fc.Arbitrary<Record<string, never>>,
  }),
  fc.record({ type: fc.constant("add" as const), block: blocks, at: fc.integer() }),
  fc.record({ type: fc.constant("remove" as const), id: ids }),
  fc.record({ type: fc.constant("duplicate" as const), id: ids }),
  fc.record({ type: fc.constant("move" as const), id: ids, to: fc.integer() }),
  fc.record({ type: fc.constant("block" as const), id: ids, change }),
  fc.record({
    type: fc.constant("source" as const),
    name: names,
    source: fc.option(
      fc.record({ function: fc.string(), input: fc.dictionary(fc.string(), fc.string()) }),
      { nil: undefined },
    ),
  }),
  fc.record({ type: fc.constant("rename-source" as const), name: names, to: names }),
  fc.record({ type: fc.constant("rename-filter" as const), id: names, to: names }),
  fc.record({ type: fc.constant("replace" as const), spec: fc.anything() }),
);

describe("edits", () => {
  test("whatever is done, what comes out fits the schema", () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 12 }), (made) => {
        let current: PageSpec = spec;
        for (const one of made) {
          const tried = tryEdit(current, one);
          expect(tried).not.toEqual({ problem: "" });
          if ("spec" in tried) current = tried.spec;
        }
        expect(pageSpec.parse(current)).toEqual(current);
      }),
    );
  });

  test("undo gives back exactly the former, and redo the later", () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 12 }), (made) => {
        let history = begin(spec);
        const seen = [spec];
        for (const one of made) {
          const next = edit(history, one);
          if (typeof next === "string" || next === history) continue;
          history = next;
          seen.push(next.present);
        }
        for (const before of seen.slice(0, -1).toReversed()) {
          history = undo(history);
          expect(history.present).toBe(before);
        }
        expect(undo(history)).toBe(history);
        for (const after of seen.slice(1)) {
          history = redo(history);
          expect(history.present).toBe(after);
        }
        expect(redo(history)).toBe(history);
      }),
    );
  });

  test("what is typed into one field is one step; after it was left, another", () => {
    const type = (title: string): Edit => ({ type: "page", change: { title } });
    let history = begin(spec);
    const typed = (title: string) => {
      const next = edit(history, type(title), "title");
      if (typeof next === "string") throw new Error(next);
      history = next;
    };
    typed("D");
    typed("De");
    history = settle(history);
    typed("Dea");
    expect(undo(history).present.title).toBe("De");
    expect(undo(undo(history)).present).toBe(spec);
  });

  test("an edit that changes nothing is no step", () => {
    const history = begin(spec);
    expect(edit(history, { type: "move", id: "intro", to: 0 })).toBe(history);
    expect(isSame(spec, structuredClone(spec))).toBe(true);
  });

  test("a source that is renamed is renamed in every path, and in no text that only looks alike", () => {
    const tried = tryEdit(spec, { type: "rename-source", name: "deals", to: "crm$&" });
    expect(tried).toHaveProperty("problem");
    const { blocks: after } = specOf(
      tryEdit(spec, { type: "rename-source", name: "deals", to: "$deals" }),
    );
    expect(after).toMatchObject([
      { text: "# Hello, ${$deals} and \\${deals.x}" },
      { rows: "${$deals.results}", columns: [{ value: "${item.name} of ${$deals.total}" }] },
      { rows: "${$deals.results}" },
    ]);
  });

  test("a source is not renamed to one there is", () => {
    expect(tryEdit(spec, { type: "rename-source", name: "deals", to: "spare" })).toEqual({ spec });
  });

  test("a filter that is renamed is renamed where it is used", () => {
    const after = specOf(tryEdit(spec, { type: "rename-filter", id: "stage", to: "state" }));
    expect(after.filters[0]?.id).toBe("state");
    expect(after.sources["deals"]?.input).toEqual({ stage: "${filters.state}" });
  });

  test("a source goes with the last block that used it; one that never was used stays", () => {
    const one = specOf(tryEdit(spec, { type: "remove", id: "intro" }));
    const two = specOf(tryEdit(one, { type: "remove", id: "table" }));
    expect(Object.keys(two.sources)).toEqual(["deals", "spare"]);
    const three = specOf(
      tryEdit(two, { type: "block", id: "count", change: { rows: "${spare.results}" } }),
    );
    expect(Object.keys(three.sources)).toEqual(["spare"]);
  });

  test("the last block stays, and the reason is said", () => {
    const [first] = spec.blocks;
    const tried = tryEdit(
      { ...spec, blocks: first ? [first] : [] },
      { type: "remove", id: "intro" },
    );
    expect(tried).toEqual({ problem: "There has to be at least 1." });
  });

  test("a block that is added or copied has a name of its own", () => {
    const after = specOf(tryEdit(spec, { type: "duplicate", id: "table" }));
    expect(after.blocks.map(({ id }) => id)).toEqual(["intro", "table", "table2", "count"]);
    const again = specOf(tryEdit(after, { type: "duplicate", id: "table2" }));
    expect(again.blocks.map(({ id }) => id)).toEqual([
      "intro",
      "table",
      "table2",
      "table3",
      "count",
    ]);
  });
});

function specOf(tried: ReturnType<typeof tryEdit>): PageSpec {
  if ("problem" in tried) throw new Error(tried.problem);
  return tried.spec;
}
