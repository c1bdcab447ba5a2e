import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeCode } from "./merge.ts";

const text = (...lines: readonly string[]) => `${lines.join("\n")}\n`;
const base = text("a", "b", "c", "d");

describe("lines that stand next to each other", () => {
  test("are merged where each side changed its own", () => {
    const code = { base, hand: text("a", "B", "c", "d"), flow: text("a", "b", "C", "d") };
    expect(mergeCode(code)).toEqual({ status: "merged", code: text("a", "B", "C", "d") });
  });

  test("are a conflict only in those that both changed", () => {
    const code = { base, hand: text("A", "B", "c", "d"), flow: text("a", "b!", "C", "d") };
    const conflicts = [{ line: 2, base: "b", hand: "B", flow: "b!" }];
    expect(mergeCode(code)).toEqual({ status: "conflict", conflicts });
    expect(mergeCode(code, ["hand"])).toEqual({ status: "merged", code: text("A", "B", "C", "d") });
    expect(mergeCode(code, ["flow"])).toEqual({
      status: "merged",
      code: text("A", "b!", "C", "d"),
    });
  });

  test("are one conflict where lines came or went", () => {
    const code = { base, hand: text("a", "B", "B2", "c", "d"), flow: text("a", "b!", "c", "d") };
    const conflicts = [{ line: 2, base: "b", hand: "B\nB2", flow: "b!" }];
    expect(mergeCode(code)).toEqual({ status: "conflict", conflicts });
  });
});

test("what only one side changed is there in the end, and everything else as it was", () => {
  const side = fc.constantFrom("line", "hand", "flow", "both");
  fc.assert(
    fc.property(fc.array(side, { minLength: 1, maxLength: 12 }), (sides) => {
      const linesOf = (own: string) =>
        text(...sides.map((who, at) => `${who === own || who === "both" ? own : "line"}${at}`));
      const merge = mergeCode({
        base: text(...sides.map((_, at) => `line${at}`)),
        hand: linesOf("hand"),
        flow: linesOf("flow"),
      });
      expect(merge.status).toBe(sides.includes("both") ? "conflict" : "merged");
      if (merge.status !== "merged") return;
      expect(merge.code).toBe(text(...sides.map((who, at) => `${who}${at}`)));
    }),
  );
});
