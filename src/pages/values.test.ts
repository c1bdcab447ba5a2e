import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formField } from "../contract/page-spec.ts";
import { readField } from "./values.ts";

const read = (field: object, given: string | number | boolean | undefined) =>
  readField(formField.parse({ name: "f", label: "Field", ...field }), given);
const choices = [
  { value: "a", label: "Apple" },
  { value: "5", label: "Five" },
];

describe("a field", () => {
  test.each([
    [{}, "Hi", "Hi"],
    [{ kind: "longtext" }, "a\nb", "a\nb"],
    [{ kind: "number" }, "1200.50", 1200.5],
    [{ kind: "number", min: 0, max: 5 }, 5, 5],
    [{ kind: "boolean" }, false, false],
    [{ kind: "boolean", required: true }, true, true],
    [{ kind: "date" }, "2026-05-31", "2026-05-31"],
    [{ kind: "datetime" }, "2026-05-31T09:30", "2026-05-31T09:30"],
    [{ kind: "email" }, "ada@contoso.example", "ada@contoso.example"],
    [{ kind: "url" }, "https://contoso.example/a", "https://contoso.example/a"],
    [{ kind: "choice", choices }, "a", "a"],
    [{ kind: "choice", choices }, 5, "5"],
    [{ kind: "number" }, " ", undefined],
    [{ kind: "choice", choices }, undefined, undefined],
  ])("%j takes %j", (field, given, value) => expect(read(field, given)).toEqual({ value }));

  test.each([
    [{ required: true }, undefined, "Field is missing."],
    [{ required: true }, "  ", "Field is missing."],
    [{ kind: "boolean", required: true }, false, "Field must be ticked."],
    [{ kind: "boolean" }, "yes", "Field must be yes or no."],
    [{}, 5, "Field must be text."],
    [{ min: 3 }, "ab", "Field must have at least 3 characters."],
    [{ max: 1 }, "ab", "Field must have at most 1 character."],
    [{ kind: "number" }, "many", "Field must be a number."],
    [{ kind: "number", min: 1 }, 0, "Field must be at least 1."],
    [{ kind: "number", max: 1 }, "2", "Field must be at most 1."],
    [{ kind: "date" }, "31.05.2026", "Field must be a date such as 2026-05-31."],
    [{ kind: "date" }, "2026-02-30", "Field must be a date such as 2026-05-31."],
    [{ kind: "datetime" }, "2026-05-31", "Field must be a date and time such as 2026-05-31T09:30."],
    [{ kind: "email" }, "ada", "Field must be an e-mail address."],
    [
      { kind: "url" },
      "javascript:alert(1)",
      "Field must be an address that begins with https:// or http://.",
    ],
    [{ kind: "choice", choices }, "b", "Field must be one of Apple, Five."],
  ])("%j refuses %j", (field, given, wrong) => expect(read(field, given)).toEqual({ wrong }));

  test("gives back what it took, or names itself in what is wrong", () => {
    const kind = fc.constantFrom("text", "number", "boolean", "date", "email", "url", "choice");
    const given = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean());
    fc.assert(
      fc.property(kind, given, fc.boolean(), (one, value, required) => {
        const field = { kind: one, required, ...(one === "choice" ? { choices } : {}) };
        const result = read(field, value);
        const seen = "wrong" in result ? result.wrong.slice(0, 5) : result.value;
        expect(["Field", undefined, valueOf(one, value)]).toContain(seen);
      }),
    );
  });

  const valueOf = (kind: string, value: string | number | boolean) => {
    if (kind === "number") return Number(value);
    return kind === "choice" ? String(value) : value;
  };
});
