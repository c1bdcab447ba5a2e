import fc from "fast-check";
import { expect, test } from "vitest";
import { newSince } from "./polling.ts";

const start = Date.UTC(2026, 0, 1);
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
const overlap = 60;

/** When a thing happens by the provider's clock, and how much later its list shows it. */
const thing = fc.record({
  happens: fc.integer({ min: 0, max: 2000 }),
  late: fc.integer({ min: 0, max: overlap }),
});

test("each thing comes once, whatever the ticks, the order, late entries, pages and lost answers", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(thing, { maxLength: 40 }),
      fc.array(fc.record({ pause: fc.integer({ min: 0, max: 400 }), fails: fc.boolean() })),
      fc.integer({ min: 1, max: 5 }),
      // the provider's clock may count in seconds, or in whole minutes
      fc.constantFrom(1, 60),
      async (things, questions, max, tick) => {
        const entries = things.map(({ happens, late }, index) => ({
          key: `k${index}`,
          time: at(Math.floor(happens / tick) * tick),
          shownAt: happens + late - (happens % tick),
        }));
        let cursor: unknown;
        let second = 0;
        const told: string[] = [];
        const ask = async (fails: boolean) => {
          const answer = await newSince({
            cursor,
            now: new Date(start + second * 1000),
            overlapMs: (overlap + tick) * 1000,
            max,
            list: async (from) =>
              entries.filter(({ time, shownAt }) => shownAt <= second && time >= from).toReversed(),
          });
          if (fails) return false;
          cursor = JSON.parse(JSON.stringify(answer.cursor));
          told.push(...answer.fresh.map(({ key }) => key));
          expect(answer.fresh.length).toBeLessThanOrEqual(max);
          return answer.isMore;
        };
        await ask(false);
        const old = entries.filter(({ shownAt }) => shownAt <= 0).map(({ key }) => key);
        for (const { pause, fails } of questions) {
          second += pause;
          await ask(fails);
        }
        second = 3000;
        while (await ask(false));
        const expected = entries.map(({ key }) => key).filter((key) => !old.includes(key));
        expect(told.toSorted()).toEqual(expected.toSorted());
        expect(await ask(false)).toBe(false);
        expect(told).toHaveLength(expected.length);
      },
    ),
    { numRuns: 300 },
  );
});

test("a cursor of another shape begins anew", async () => {
  const list = async () => [{ key: "a", time: at(1) }];
  const answer = await newSince({
    cursor: { historyId: "1" },
    now: new Date(start),
    overlapMs: 1000,
    max: 10,
    list,
  });
  expect(answer.fresh).toEqual([]);
});

test("a cursor stays small where thousands of things carry one time, and none is told again", async () => {
  const entries = Array.from({ length: 25_000 }, (_, index) => ({ key: `k${index}`, time: at(5) }));
  const question = { now: new Date(start), overlapMs: 60_000, max: 30_000 };
  const list = async (from: string) => entries.filter(({ time }) => time >= from);
  const { cursor, fresh } = await newSince({
    ...question,
    cursor: { from: at(0), seen: "" },
    list,
  });
  expect(fresh).toHaveLength(25_000);
  expect(JSON.stringify(cursor).length).toBeLessThan(170_000);
  expect((await newSince({ ...question, cursor, list })).fresh).toEqual([]);
});
