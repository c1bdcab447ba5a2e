import fc from "fast-check";
import { expect, test } from "vitest";
import { examplesOf, roundOf } from "./examples.ts";

const connectors = [
  { id: "slack", logo: "s", examplePrompts: ["s1", "s2"] },
  { id: "notion", logo: "n", examplePrompts: ["n1"] },
  { id: "gmail", logo: "g", examplePrompts: ["g1", "g2"] },
];
const runs = (name: string) => `Run ${name}`;

test("what is connected comes first, then what was made, then the breadth of the rest", () => {
  const prompts = (connected: string[], functions: string[]) =>
    examplesOf({ connectors, connected: new Set(connected), functions, runs }).map(
      ({ prompt }) => prompt,
    );
  expect(prompts([], [])).toEqual(["s1", "n1", "g1", "s2", "g2"]);
  expect(prompts(["gmail"], ["post", "sum", "more"])).toEqual([
    "g1",
    "g2",
    "Run post",
    "Run sum",
    "s1",
    "n1",
    "s2",
  ]);
});

test("the rounds show every example, and begin anew after the last", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 8 }),
      (length, count) => {
        const examples = Array.from({ length }, (_, at) => ({
          key: String(at),
          logo: undefined,
          prompt: "",
        }));
        const rounds = Math.max(1, Math.ceil(length / count));
        const shown = Array.from({ length: rounds }, (_, round) => roundOf(examples, round, count));
        expect(shown.flat()).toEqual(examples);
        expect(roundOf(examples, rounds, count)).toEqual(shown[0]);
      },
    ),
  );
});
