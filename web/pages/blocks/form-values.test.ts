import { expect, test } from "vitest";
import { pageViewWords as words } from "../../words/page-view.ts";
import { formField } from "../../../src/contract/page-spec.ts";
import { firstTexts, readForm } from "./form-values.ts";

const field = (given: object) => formField.parse({ name: "it", label: "It", ...given });
const read = (given: object, text: string) => readForm([field(given)], { it: text });

test.each([
  [{ required: true }, "  ", words.fillIn],
  [{ kind: "boolean", required: true }, "false", words.tick],
  [{ kind: "number" }, "many", words.notANumber],
  [{ kind: "number" }, "0x10", words.notANumber],
  [{ kind: "number", min: 1 }, "0", words.least(1)],
  [{ kind: "number", max: 5 }, "6", words.most(5)],
  [{ min: 3 }, "ab", words.fewest(3)],
  [{ kind: "longtext", max: 3 }, "abcd", words.longest(3)],
  [{ kind: "email" }, "ada at example", words.notAnAddress],
  [{ kind: "email", max: 5 }, "ada@example.com", words.longest(5)],
  [{ kind: "url" }, "javascript:alert(1)", words.notALink],
  [{ kind: "date" }, "2026-02-31", words.notADate],
  [{ kind: "datetime" }, "soon", words.notADate],
  [{ kind: "choice", choices: [{ value: "a", label: "A" }] }, "b", words.notAChoice],
])("%j with %j: %s", (given, text, problem) => {
  expect(read(given, text)).toEqual({ status: "wrong", problems: { it: problem } });
});

test.each([
  [{}, "", undefined],
  // Left out, the server would take the default.
  [{ default: "a" }, "", ""],
  [{}, " as typed ", " as typed "],
  [{ kind: "number" }, "1.5", 1.5],
  [{ kind: "number", min: 1, max: 2 }, "2", 2],
  [{ kind: "boolean" }, "", false],
  [{ kind: "boolean", required: true }, "true", true],
  [{ kind: "email" }, "ada@example.com", "ada@example.com"],
  [{ kind: "url" }, "https://example.com", "https://example.com"],
  [{ kind: "date" }, "2026-02-28", "2026-02-28"],
  [{ kind: "choice", choices: [{ value: "a", label: "A" }] }, "a", "a"],
])("%j with %j is %j", (given, text, value) => {
  expect(read(given, text)).toEqual({
    status: "fits",
    values: value === undefined ? {} : { it: value },
  });
});

test("a moment is typed in the reader's time and sent as one that is the same everywhere", () => {
  const moment = field({ kind: "datetime", default: "2026-01-31T09:30:00Z" });
  const texts = firstTexts([moment]);
  expect(readForm([moment], texts)).toEqual({
    status: "fits",
    values: { it: "2026-01-31T09:30:00.000Z" },
  });
});
