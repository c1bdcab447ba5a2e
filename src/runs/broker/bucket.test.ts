import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createVirtualTime } from "./virtual-time.fixture.ts";
import { type Turn, createBucket } from "./bucket.ts";
import { createRateLimits } from "./rate-limits.ts";

const never = new AbortController().signal;

function createScene(limit: number | undefined, seconds: number) {
  const time = createVirtualTime();
  const rateClass = { seconds, ...(limit === undefined ? {} : { limit }) };
  const bucket = createBucket(rateClass, time);
  let orders = 0;
  return {
    time,
    bucket,
    take: (units = 1, signal = never, order = ++orders) => bucket.take({ order, units, signal }),
  };
}

function over(turn: Turn | Promise<Turn>): void {
  if (turn instanceof Promise) throw new Error("waits");
  if (turn.status === "go") turn.over();
}

describe("a bucket", () => {
  test("lets through at once as long as there is room", () => {
    const { take } = createScene(3, 60);
    for (let n = 0; n < 3; n++) expect(take()).not.toBeInstanceOf(Promise);
    expect(take()).toBeInstanceOf(Promise);
  });

  test("has what a call took a window after its answer, not after it was sent", async () => {
    const { take, time } = createScene(1, 10);
    const first = take();
    await time.pass(5_000);
    over(first);
    let at = 0;
    void Promise.resolve(take()).then(() => (at = time.clock.now()));
    await time.pass(9_999);
    expect(at).toBe(0);
    await time.pass(1);
    expect(at).toBe(15_000);
  });

  test("serves in the order of arrival; one that is sent again keeps its place, one that is stopped leaves it", async () => {
    const { take, time } = createScene(1, 1);
    over(take(1, never, 1));
    const served: number[] = [];
    const stop = new AbortController();
    const wait = async (order: number, signal = never) => {
      const turn = await take(1, signal, order);
      served.push(order);
      if (turn.status === "go") turn.over();
    };
    const stopped = wait(3, stop.signal);
    void wait(4);
    void wait(5);
    void wait(2);
    stop.abort();
    await expect(stopped).rejects.toBeDefined();
    await time.pass(10_000);
    expect(served).toEqual([2, 4, 5]);
    expect(time.alarms()).toBe(0);
  });

  test("closes for everybody for as long as the provider says", async () => {
    const { take, bucket, time } = createScene(100, 60);
    bucket.close(7_000);
    const served: number[] = [];
    for (let n = 0; n < 3; n++)
      void Promise.resolve(take()).then(() => served.push(time.clock.now()));
    await time.pass(6_999);
    expect(served).toEqual([]);
    await time.pass(1);
    expect(served).toEqual([7_000, 7_000, 7_000]);
  });

  test("keeps nobody waiting who would wait too long", async () => {
    const { take, bucket } = createScene(1, 60);
    over(take());
    const waiting = take();
    bucket.close(3_600_000);
    expect(await waiting).toEqual({ status: "closed", ms: 3_600_000 });
    expect(take()).toEqual({ status: "closed", ms: 3_600_000 });
  });

  test("without a limit only closes", async () => {
    const { take, bucket, time } = createScene(undefined, 60);
    for (let n = 0; n < 1_000; n++) over(take());
    bucket.close(1_000);
    const turn = take();
    expect(turn).toBeInstanceOf(Promise);
    await time.pass(1_000);
    over(await turn);
    expect(bucket.isIdle()).toBe(true);
  });

  test("never lets more into any window than fits, and nobody wait while there is room", async () => {
    const calls = fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 3_000 }),
        units: fc.integer({ min: 1, max: 5 }),
        answeredAfter: fc.integer({ min: 0, max: 4_000 }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 5, max: 12 }), async (plan, limit) => {
        const { take, time, bucket } = createScene(limit, 10);
        /** When a call may have been counted: from its sending to its answer. */
        const counted: { units: number; sent: number; answered: number }[] = [];
        for (const { after, units, answeredAfter } of plan) {
          await time.pass(after);
          void Promise.resolve(take(units)).then(async (turn) => {
            const sent = time.clock.now();
            const one = { units, sent, answered: Infinity };
            counted.push(one);
            await time.wait(answeredAfter, never);
            one.answered = time.clock.now();
            if (turn.status === "go") turn.over();
          });
        }
        await time.pass(1_000_000);
        expect(counted).toHaveLength(plan.length);
        expect(bucket.isIdle()).toBe(true);
        // At each sending: all that the provider may still count into one window with it.
        for (const { sent } of counted) {
          const together = counted.filter(
            (one) => one.sent <= sent && one.answered + 10_000 > sent,
          );
          expect(together.reduce((sum, { units }) => sum + units, 0)).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("buckets", () => {
  const limit = (key: string) => ({ key, rateClass: { limit: 1, seconds: 1 }, units: 1 });

  test("are apart by key, and gone when they are idle", async () => {
    const time = createVirtualTime();
    const limits = createRateLimits(time);
    over(limits.turn(limit("a"), limits.order(), never));
    expect(limits.turn(limit("a"), limits.order(), never)).toBeInstanceOf(Promise);
    for (let n = 0; n < 10_000; n++) {
      over(limits.turn(limit(`b${n}`), limits.order(), never));
      await time.pass(10);
    }
    expect(limits.size()).toBeLessThan(600);
  });
});
