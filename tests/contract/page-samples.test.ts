import fc from "fast-check";
import { expect, test } from "vitest";
import { every, parseTemplate } from "../../src/flow/paths.ts";
import { columnOf, formatOf, labelOf, listsIn, valuesIn } from "../../web/pages/editor/sample.ts";
import { readPath, valueAt } from "../../web/pages/editor/sample-paths.ts";

const key = fc.oneof(
  fc.string(),
  fc.constantFrom("a b", "it's}", '"', "\\", "é", "item", "__proto__", "0", "\u0085", "${x}"),
);
const scalar = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null));
const answer = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** As the engine reads a path. */
function engineReads(path: string, root: string, from: unknown): unknown {
  const segments = parseTemplate(path);
  const [segment] = segments;
  if (segments.length !== 1 || !segment || !("path" in segment)) throw new Error(path);
  expect(segment.path.root).toBe(root);
  return segment.path.keys.reduce<unknown>(
    (value, one) => (one === every ? value : Reflect.get(Object(value), one)),
    from,
  );
}

test("every path that is chosen from a sample leads the engine to that value", () => {
  fc.assert(
    fc.property(answer, (from) => {
      for (const { path, value } of valuesIn(from, "deals"))
        expect(engineReads(path, "deals", from)).toBe(value);
      for (const { path, count, first } of listsIn(from, "deals")) {
        const list = engineReads(path, "deals", from);
        expect(list).toHaveLength(count);
        expect(Reflect.get(Object(list), 0)).toBe(first);
      }
    }),
  );
});

test("the page reads a path as the engine does", () => {
  fc.assert(
    fc.property(answer, (from) => {
      for (const { path, value } of valuesIn(from, "deals")) {
        const read = readPath(path);
        expect(read?.root).toBe("deals");
        expect(valueAt(from, read?.keys ?? [])).toBe(value);
      }
    }),
  );
});

test.each([
  ["dealname", "Deal name"],
  ["closedate", "Close date"],
  ["close_date", "Close date"],
  ["createdAt", "Created at"],
  ["userID", "User ID"],
  ["update", "Update"],
  ["candidate", "Candidate"],
  ["---", "---"],
])("%s is called %s", (name, label) => {
  expect(labelOf(name)).toBe(label);
});

test.each([
  ["amount", "12000", {}, { format: "number" }],
  ["amount", 12_000, { deal_currency_code: "EUR" }, { format: "currency", currency: "EUR" }],
  ["closedate", "2026-12-13T00:00:00Z", {}, { format: "date" }],
  ["createdAt", "2026-12-13T10:00:00.000Z", {}, { format: "datetime" }],
  ["dealId", "9001", {}, { format: "text" }],
  ["zip", "10115", {}, { format: "text" }],
  ["view_count", 12, {}, { format: "number" }],
  ["archived", false, {}, { format: "boolean" }],
  ["url", "https://example.com/a", {}, { format: "link" }],
  ["avatar_url", "https://example.com/a", {}, { format: "image" }],
  ["name", "Ana", {}, { format: "text" }],
])("%s: %j is shown as %j", (name, value, beside, format) => {
  expect(formatOf(name, value, beside)).toEqual(format);
});

test("the value of an entry that is a value itself is the entry", () => {
  expect(columnOf("item", [], "x")).toEqual({ label: "Item", value: "${item}", format: "text" });
});
