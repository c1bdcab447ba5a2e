import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ground, createGround, functionOf } from "./ground.ts";

/** Runs whose calls wait for the limits of their provider, by the real clock. */
let ground: Ground;
const maxMs = 3_000;
beforeAll(async () => {
  ground = await createGround({ graceMs: 100, maxMs });
});
afterAll(() => ground.close());

const paced = `fetch("https://api.acme.test/paced")`;
const approved = ["acme.paced"];

test.each([
  ["one after the other", `for (let n = 0; n < 12; n++) await ${paced};`],
  ["all at once", `await Promise.all(Array.from({ length: 12 }, () => ${paced}));`],
])("what calls wait %s is not the function's own time", async (_, calls) => {
  const code = functionOf(`${calls} return new Response("done");`);
  const { text, outcome } = await ground.run(code, { approved, timeoutMs: 2_000, name: calls });
  expect([text, outcome.status]).toEqual(["done", "succeeded"]);
  const waits = outcome.calls.map(({ phases }) => phases?.wait ?? 0);
  expect(Math.max(...waits)).toBeGreaterThan(100);
  expect(outcome.ms).toBeGreaterThan(2_000);
});

test("what it does beside is, and it is told apart", async () => {
  const code = functionOf(`
    await ${paced}; await ${paced};
    await new Promise(() => {});`);
  const { outcome } = await ground.run(code, { approved, timeoutMs: 600, name: "idles" });
  expect(outcome.status).toBe("timed-out");
  expect(outcome.error?.message).toContain("beside what its calls waited");
});

test("waits without an end are ended", async () => {
  const code = functionOf(`for (;;) await ${paced};`);
  const { outcome } = await ground.run(code, { approved, timeoutMs: 1_000, name: "endless" });
  expect(outcome.status).toBe("timed-out");
  expect(outcome.ms).toBeGreaterThan(maxMs - 100);
  // Five a second, and one to begin with.
  expect(outcome.calls.length).toBeLessThan(20);
});

test("a run that is cancelled while it waits leaves its place to others", async () => {
  const stop = new AbortController();
  const code = functionOf(`
    await Promise.all(Array.from({ length: 20 }, () => ${paced}));
    return new Response("done");`);
  const waiting = ground.run(code, { approved, signal: stop.signal, name: "cancelled" });
  const before = ground.received.length;
  await expect.poll(() => ground.received.length).toBeGreaterThan(before);
  stop.abort();
  const { outcome } = await waiting;
  expect(outcome.status).toBe("cancelled");
  const other = functionOf(`await ${paced}; return new Response("done");`);
  const { outcome: next } = await ground.run(other, { approved, name: "next" });
  expect(next.status).toBe("succeeded");
  expect(ground.received.length - before).toBeLessThan(20);
});
