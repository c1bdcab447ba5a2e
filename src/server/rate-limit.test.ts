import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RateLimiterRes } from "rate-limiter-flexible";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database } from "../store/database.ts";
import { openTestDatabase } from "../store/ground.ts";
import { createRateCountStore } from "../store/rate-counts.ts";
import { sharedLimits } from "./rate-limit.ts";

let folder: string;
let db: Database;
let now = Date.UTC(2026, 10, 30);
const clock = { now: () => now };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

/** One of several processes, which see the same database. */
const open = () =>
  sharedLimits(createRateCountStore(db, clock), clock)("chat", { points: 3, duration: 60 });

test("processes count together, and begin anew when the window is over", async () => {
  const [one, two] = [open(), open()];
  expect((await one.consume("a")).remainingPoints).toBe(2);
  expect((await two.consume("a")).remainingPoints).toBe(1);
  expect((await two.get("a"))?.remainingPoints).toBe(1);
  await one.consume("a");
  await expect(two.consume("a")).rejects.toBeInstanceOf(RateLimiterRes);
  await expect(one.consume("a")).rejects.toMatchObject({ remainingPoints: 0 });
  expect((await two.consume("b")).remainingPoints).toBe(2);
  now += 60_000;
  expect(await one.get("a")).toBeNull();
  expect((await two.consume("a")).remainingPoints).toBe(2);
});

test("of many at once no more are let through than there are", async () => {
  const limiters = Array.from({ length: 4 }, open);
  const came = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => limiters[index % 4]?.consume("many")),
  );
  expect(came.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
});

test("who has used up theirs costs no statement until their window is over", async () => {
  let counted = 0;
  const store = createRateCountStore(db, clock);
  const limiter = sharedLimits(
    { ...store, count: (...given) => ((counted += 1), store.count(...given)) },
    clock,
  )("flood", { points: 1, duration: 60 });
  for (let asked = 0; asked < 10; asked += 1) await limiter.consume("x").catch(() => {});
  expect(counted).toBe(2);
});
