import fc from "fast-check";
import { expect, test } from "vitest";
import { formField } from "../../src/contract/page-spec.ts";
import { readField } from "../../src/pages/values.ts";
import { readForm } from "../../web/pages/blocks/form-values.ts";

/** The page and the server judge what stands in a form alike: nothing is refused that was let through. */
const kinds = formField.shape.kind.unwrap().options;

const field = fc.record({
  kind: fc.constantFrom(...kinds),
  required: fc.boolean(),
  min: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
  max: fc.option(fc.integer({ min: 3, max: 20 }), { nil: undefined }),
});

const text = fc.oneof(
  fc.string(),
  fc.webUrl(),
  fc.emailAddress(),
  fc.integer({ min: -30, max: 30 }).map(String),
  fc.double().map(String),
  fc.constantFrom(
    "",
    " ",
    "true",
    "false",
    "a",
    "2026-02-28",
    "2026-02-31",
    "2026-02-28T09:30",
    "2026-02-31T09:30",
    "https://",
    "ftp://example.com",
    " 5 ",
    "1e3",
    "0x1",
  ),
);

test("what the page lets through the server takes, and what it refuses the server would too", () => {
  fc.assert(
    fc.property(field, text, (given, typed) => {
      const of = formField.parse({
        ...JSON.parse(JSON.stringify(given)),
        name: "it",
        label: "It",
        choices: given.kind === "choice" ? [{ value: "a", label: "A" }] : undefined,
      });
      const read = readForm([of], { it: typed });
      const sent = read.status === "fits" ? read.values["it"] : asTyped(given.kind, typed);
      expect("wrong" in readField(of, sent)).toBe(read.status === "wrong");
    }),
    { numRuns: 2_000 },
  );
});

/** What stands in the field, had the page not looked at it. */
function asTyped(kind: (typeof kinds)[number], typed: string) {
  return kind === "boolean" ? typed === "true" : typed;
}
