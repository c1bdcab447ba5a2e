import fc from "fast-check";
import { expect, test } from "vitest";
import type { PageFilter } from "../../src/contract/page-spec.ts";
import { readFilters, setFilter, valueOf, withFilters } from "./filters.ts";

const filters: readonly PageFilter[] = [
  { id: "q", label: "Text", kind: "text" },
  { id: "least", label: "At least", kind: "number", default: 10 },
  { id: "since", label: "Since", kind: "date" },
  { id: "open", label: "Open", kind: "boolean", default: true },
  {
    id: "stage",
    label: "Stage",
    kind: "choice",
    choices: [{ value: "won", label: "Won" }],
    default: "won",
  },
];

test("an address is read, and what fits no filter is left out", () => {
  expect(
    readFilters(filters, "?q=a%20b&least=5&since=2026-02-28&open=false&stage=won&theme=dark"),
  ).toEqual({ q: "a b", least: 5, since: "2026-02-28", open: false });
  expect(readFilters(filters, "?least=many&since=2026-02-31&open=perhaps&stage=lost")).toEqual({});
});

test("an emptied filter is something else than one at its default", () => {
  const [, least, , , stage] = filters;
  if (!least || !stage) throw new Error("the filters are above");
  const emptied = setFilter(setFilter({}, stage, ""), least, "");
  expect(emptied).toEqual({ stage: "", least: "" });
  expect(withFilters(filters, emptied, "")).toBe("?least=&stage=");
  expect(readFilters(filters, "?stage=&least=")).toEqual(emptied);
  expect(valueOf(stage, emptied)).toBe("");
  expect(valueOf(stage, {})).toBe("won");
  expect(setFilter(emptied, stage, "won")).toEqual({ least: "" });
});

test("what an address says comes back from it, and the rest of it stays", () => {
  const values = fc.record(
    {
      q: fc.string({ minLength: 1 }),
      least: fc.integer({ min: 11 }),
      since: fc.constantFrom("2026-01-01", "2024-02-29"),
      open: fc.constant(false),
      stage: fc.constant(""),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(values, (set) => {
      const query = withFilters(filters, set, "?theme=dark&q=before");
      expect(new URLSearchParams(query).get("theme")).toBe("dark");
      expect(readFilters(filters, query)).toEqual(set);
    }),
  );
});
