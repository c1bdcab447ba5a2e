import { expect, test } from "vitest";
import type { Score } from "./score.ts";
import { summaryOf, tableOf } from "./summary.ts";

const score = (id: string, change: Partial<Score> = {}): Score => ({
  id,
  doubtful: false,
  group: "create",
  aspects: { connectors: 1 },
  right: true,
  wrongAction: false,
  ms: 4,
  tokens: 10,
  ...change,
});

test("doubtful prompts are told and not counted", () => {
  const wrong = score("b", { doubtful: true, right: false, aspects: { connectors: 0 } });
  expect(summaryOf("f", [[score("a"), wrong]])).toMatchObject({
    prompts: 2,
    doubtful: 1,
    right: 1,
    aspects: { connectors: 1 },
    tokens: 20,
  });
});

test("a prompt passes where each attempt is right", () => {
  const second = [score("a"), score("b", { right: false })];
  const { right, passAll, attempts } = summaryOf("f", [[score("a"), score("b")], second]);
  expect({ right, passAll, attempts }).toEqual({ right: 0.75, passAll: 0.5, attempts: 2 });
});

test("the table has a line a figure and a column a file", () => {
  const table = tableOf([
    summaryOf("one", [[score("a")]]),
    summaryOf("two", [[score("a", { right: false, group: "negative", wrongAction: true })]]),
  ]);
  expect(table).toMatch(/^ +one +two$/m);
  expect(table).toMatch(/^right: all +100\.0 % +0\.0 %$/m);
  expect(table).toMatch(/^wrong actions +0 +1$/m);
});
