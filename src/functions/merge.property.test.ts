import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mergeCode } from "./merge.ts";

/** Lines from a small set, so that the same ones come up on both sides and conflicts happen. */
const line = fc.constantFrom("", "a", "b", "  c();", "}", "// €", "d\t", "<<<<<<<", "=======");
const lines = fc.array(line, { maxLength: 12 });
const end = fc.constantFrom("\n", "\r\n");
const text = fc
  .array(fc.tuple(line, end), { maxLength: 12 })
  .map((all) => all.map((parts) => parts.join("")).join(""));
const choices = fc.array(fc.constantFrom("hand" as const, "flow" as const), { maxLength: 12 });

/** Lines that are each there once, and a change of each that touches the others in no way. */
const apart = fc
  .array(fc.constantFrom("keep", "hand", "flow"), { minLength: 1, maxLength: 20 })
  .map((who) => {
    // Unchanged lines between the changes: next to each other they would meet.
    const all = who.flatMap((one, index) => [
      { who: one, base: `line ${index}` },
      { who: "keep", base: `between ${index}` },
    ]);
    const changedBy = (...by: readonly string[]) =>
      all.map((one) => (by.includes(one.who) ? `${one.base} by ${one.who}` : one.base));
    return { base: all.map((one) => one.base), changedBy };
  });

describe("a merge", () => {
  test("without a change of the one is the other, byte for byte", () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(mergeCode({ base, hand: other, flow: base })).toEqual({
          status: "merged",
          code: other,
        });
      }),
    );
    fc.assert(
      fc.property(lines, lines, (base, other) => {
        const [before, after] = [base.join("\n"), other.join("\n")];
        expect(mergeCode({ base: before, hand: before, flow: after })).toEqual({
          status: "merged",
          code: after,
        });
      }),
    );
  });

  test("of the same change twice is that change", () => {
    fc.assert(
      fc.property(text, text, (base, change) => {
        expect(mergeCode({ base, hand: change, flow: change })).toEqual({
          status: "merged",
          code: change,
        });
      }),
    );
  });

  test("made twice is the same as once", () => {
    fc.assert(
      fc.property(text, text, text, choices, (base, hand, flow, chosen) => {
        const first = mergeCode({ base, hand, flow }, chosen);
        fc.pre(first.status === "merged");
        const again = mergeCode({ base: flow, hand: first.code, flow });
        expect(again).toEqual(first);
      }),
    );
  });

  test("of changes apart has both, and every other line as it was, whichever way it ends", () => {
    fc.assert(
      fc.property(apart, end, ({ base, changedBy }, by) => {
        const merge = mergeCode({
          base: base.join("\n"),
          hand: changedBy("hand").join(by),
          flow: changedBy("flow").join("\n"),
        });
        expect(merge).toEqual({ status: "merged", code: changedBy("hand", "flow").join(by) });
      }),
    );
  });

  test("keeps each line end of a text that mixes them where the flow changes nothing", () => {
    const mostly = fc.oneof(
      { arbitrary: fc.constant("\n"), weight: 9 },
      { arbitrary: fc.constant("\r\n"), weight: 1 },
    );
    fc.assert(
      fc.property(apart, fc.infiniteStream(mostly), ({ base, changedBy }, ends) => {
        const mixed = base.map((one) => `${one}${ends.next().value}`);
        const plain = (all: readonly string[]) => all.map((one) => `${one}\n`).join("");
        const flow = changedBy("flow");
        const merge = mergeCode({ base: plain(base), hand: mixed.join(""), flow: plain(flow) });
        // A line whose end the person changed is the person's: a change of the flow meets it.
        fc.pre(merge.status === "merged");
        const kept = mixed.filter((_, index) => flow[index] === base[index]);
        expect(kept.filter((one) => !merge.code.includes(one))).toEqual([]);
      }),
    );
  });

  test("shows each conflict with its place and sides, and puts the side that is chosen", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("hand" as const, "flow" as const), { minLength: 1, maxLength: 8 }),
        (chosen) => {
          const codeBy = (by: (index: number) => string) =>
            chosen.flatMap((_, index) => [`${by(index)} ${index}`, `between ${index}`]).join("\n");
          const sides = {
            base: codeBy(() => "base"),
            hand: codeBy(() => "hand"),
            flow: codeBy(() => "flow"),
          };
          expect(mergeCode(sides)).toEqual({
            status: "conflict",
            conflicts: chosen.map((_, index) => ({
              line: index * 2 + 1,
              base: `base ${index}`,
              hand: `hand ${index}`,
              flow: `flow ${index}`,
            })),
          });
          expect(mergeCode(sides, chosen)).toEqual({
            status: "merged",
            code: codeBy((index) => chosen[index] ?? ""),
          });
          expect(mergeCode(sides, chosen.slice(1)).status).toBe("conflict");
        },
      ),
    );
  });
});
