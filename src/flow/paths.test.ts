import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Path,
  PathSyntaxError,
  type Segment,
  escapeText,
  every,
  formatTemplate,
  literalText,
  parsePath,
  parseTemplate,
  textsIn,
} from "./paths.ts";

const name = fc.stringMatching(/^[A-Za-z_$][\w$]{0,8}$/);
const path = fc
  .record({
    root: name,
    keys: fc.array(fc.oneof(name, fc.string({ unit: "binary" }), fc.nat(99)), { maxLength: 4 }),
    withEvery: fc.boolean(),
  })
  .map(({ root, keys, withEvery }): Path => ({ root, keys: withEvery ? [...keys, every] : keys }))
  .map((value) => ({ path: value }));
/** Text thick with what could be mistaken for syntax. */
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom("$", "{", "}", "\\", "${", "\\${", "a", "${inputs.x}", "`", "\u2028"), {
      maxLength: 12,
    })
    .map((parts) => parts.join("")),
);

describe("templates", () => {
  test("any text comes back as the same text", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(literalText(escapeText(value))).toBe(value);
      }),
    );
  });

  test("any mixture of text and paths comes back as the same mixture", () => {
    const segments = fc.array(
      fc.oneof(
        path,
        text.filter(Boolean).map((literal) => ({ literal })),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(segments, (mixture) => {
        expect(parseTemplate(formatTemplate(mixture))).toEqual(joined(mixture));
      }),
    );
  });

  test.each(["", "\u007f", "\u0085", "}", '"', "\\", "*", "0", "a b"])(
    "the name %j comes back as the same name",
    (key) => {
      const segments = [{ path: { root: "a", keys: [key] } }];
      expect(parseTemplate(formatTemplate(segments))).toEqual(segments);
    },
  );

  test.each([
    "${1+1}",
    "${a[*].b[*]}",
    "${a[**]}",
    "${inputs.a()}",
    "${inputs['a']}",
    "${}",
    "${a b}",
    "${open",
    "${a?.b}",
    "${a.0}",
  ])("%s is not a path", (source) => {
    expect(() => parseTemplate(source)).toThrow(PathSyntaxError);
    expect(() => parseTemplate(source)).toThrow("to write it as text");
  });

  test("a backslash makes ${ text, two make a backslash before a path", () => {
    expect(literalText("\\${inputs.a}")).toBe("${inputs.a}");
    expect(parseTemplate("\\\\${inputs.a}")).toEqual([
      { literal: "\\" },
      { path: { root: "inputs", keys: ["a"] } },
    ]);
    expect(literalText("C:\\temp")).toBe("C:\\temp");
  });

  test("paths hold names and list positions", () => {
    expect(parsePath("deals.results[0].id")).toEqual({ root: "deals", keys: ["results", 0, "id"] });
    expect(parsePath("a.")).toBeUndefined();
  });

  test("a name that is no identifier stands as a JSON string", () => {
    const quoted = { root: "rows", keys: [0, "First name", 'a "b" {c}', "ok"] };
    const written = 'rows[0]["First name"]["a \\"b\\" {c\\u007d"].ok';
    expect(formatTemplate([{ path: quoted }])).toBe(`\${${written}}`);
    expect(parsePath(written)).toEqual(quoted);
  });

  test("texts are found however deep, with their place", () => {
    expect([...textsIn({ a: ["x", { b: "${now}" }] }, "with")]).toEqual([
      { where: "with.a[0]", text: "x" },
      { where: "with.a[1].b", text: "${now}" },
    ]);
  });
});

function joined(segments: readonly Segment[]): Segment[] {
  return segments.reduce<Segment[]>((all, segment) => {
    const last = all.at(-1);
    if (last && "literal" in last && "literal" in segment)
      return [...all.slice(0, -1), { literal: last.literal + segment.literal }];
    return [...all, segment];
  }, []);
}
