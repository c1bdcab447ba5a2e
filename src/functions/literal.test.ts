import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeText } from "../flow/paths.ts";
import { expressionOf, literalOf } from "./expression.ts";
import { commentText } from "./literal.ts";

/** What the source means at run time. */
function evaluate(source: string, scope: Record<string, unknown> = {}): unknown {
  return new Function(...Object.keys(scope), `return (${source});`)(...Object.values(scope));
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        "`",
        "${",
        "${x}",
        "}",
        "*/",
        "//",
        "\\",
        "\\u0041",
        "{{x}}",
        "\n",
        "\r",
        "\u2028",
        "\u2029",
        "\u202e",
        "\ufeff",
        "\0",
        "\ud800",
        "</script>",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));

describe("a text is the same text at run time", () => {
  test("as a literal", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(evaluate(literalOf(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test("beside a path", () => {
    const read = () => "value";
    const check = (before: string, after: string) => {
      const source = expressionOf(
        `${escapeText(`${before} `)}\${inputs.x}${escapeText(` ${after}`)}`,
        read,
      );
      expect(evaluate(source, { value: "VALUE" })).toBe(`${before} VALUE ${after}`);
    };
    fc.assert(fc.property(hostile, hostile, check), { numRuns: 500 });
  });

  test("deep in a value, member names too", () => {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        hostile,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(hostile, tie("value"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(value, (any) => {
        expect(evaluate(literalOf(any as never))).toEqual(any);
      }),
      { numRuns: 300 },
    );
  });

  test("__proto__ is an ordinary member", () => {
    const value = JSON.parse('{"__proto__": {"admin": true}}');
    const result = evaluate(literalOf(value)) as object;
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.keys(result)).toEqual(["__proto__"]);
  });

  test("what nobody sees is written as an escape", () => {
    expect(literalOf("a\u202eb\u2028c")).toBe('"a\\u202eb\\u2028c"');
  });
});

test("no text ends a comment or begins a line in it", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const comment = commentText(text);
      expect(comment).not.toContain("*/");
      expect(comment).not.toMatch(/[\n\r\u2028\u2029]/);
    }),
  );
});

test("in a comment every space is the plain one", () => {
  const spaces = "\t\n\v\f\r\u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
  expect(commentText(`a${[...spaces].join("b")}c`)).toBe(`a ${"b ".repeat(spaces.length - 1)}c`);
});
