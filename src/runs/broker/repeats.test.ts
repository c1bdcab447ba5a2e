import { describe, expect, test } from "vitest";
import { busy, createScene, limited, list, send, start, statusOf } from "./scene.fixture.ts";

describe("repeats", () => {
  test("a 429 is waited out, for a write too", async () => {
    const { egress, waits } = createScene([
      limited("3"),
      limited(new Date(start + 5_000).toUTCString()),
    ]);
    expect(statusOf(await egress.call(send))).toBe(200);
    expect(waits).toEqual([3_000, 2_000]);
    expect(egress.calls()[0]).toMatchObject({ attempts: 3, ms: 5_000 });
  });

  test("three times at most", async () => {
    const { egress, sent } = createScene([limited("1"), limited(), limited("1"), limited("1")]);
    expect(statusOf(await egress.call(list))).toBe(429);
    expect(sent).toHaveLength(3);
  });

  test.each(["121", "3600"])("a wait of %s s is left to the function", async (after) => {
    const { egress, waits, sent } = createScene([limited(after)]);
    expect(statusOf(await egress.call(list))).toBe(429);
    expect(waits).toEqual([]);
    // Nobody runs into it again: the next call is answered here.
    const next = await egress.call(list);
    expect(next).toMatchObject({ status: 429 });
    expect("headers" in next && next.headers).toContainEqual(["retry-after", after]);
    expect(sent).toHaveLength(1);
    expect(egress.calls()[1]).toMatchObject({
      attempts: 0,
      refused: `Acme takes no more calls for ${after} s`,
    });
  });

  test("a wait is not taken from the run's time", async () => {
    const { egress, waits } = createScene(["100", "100", "100"].map(limited));
    expect(statusOf(await egress.call(list))).toBe(429);
    expect(waits).toEqual([100_000, 100_000]);
    expect(egress.waitedMs()).toBe(200_000);
    expect(egress.calls()[0]?.phases).toMatchObject({ wait: 200_000, firstByte: 0 });
  });

  test("a 503 only where it says when and a repeat does no harm", async () => {
    expect(statusOf(await createScene([busy("1")]).egress.call(list))).toBe(200);
    expect(statusOf(await createScene([busy()]).egress.call(list))).toBe(503);
    expect(statusOf(await createScene([busy("1")]).egress.call(send))).toBe(503);
  });

  test("a lost connection only where a repeat does no harm", async () => {
    expect(statusOf(await createScene(["reset"]).egress.call(list))).toBe(200);
    const { egress, sent } = createScene(["api.acme.test: reset"]);
    expect(statusOf(await egress.call(send))).toBe("api.acme.test: reset");
    expect(sent).toHaveLength(1);
  });
});

describe("the record", () => {
  test("has every call, refused ones too, and no secret", async () => {
    const { egress } = createScene([]);
    await egress.call({ ...list, url: "https://api.acme.test/items?q=xoxb-123-abc&page=2" });
    await egress.call({ ...list, url: "https://me:pw@api.acme.test/items?token=hidden" });
    expect(egress.calls()).toEqual([
      {
        time: "2026-01-01T00:00:00.000Z",
        method: "GET",
        url: "https://api.acme.test/items?q=[redacted]&page=2",
        operation: "acme.items.list",
        status: 200,
        ms: 0,
        attempts: 1,
        phases: { wait: 0, credential: 0, firstByte: 0, body: 0 },
      },
      {
        time: "2026-01-01T00:00:00.000Z",
        method: "GET",
        url: "https://api.acme.test/items?token=redacted",
        status: 403,
        ms: 0,
        attempts: 0,
        refused: "an address must not carry a user or password",
      },
    ]);
  });

  test("keeps the first and the last of many, and calls end after 2,000", async () => {
    const { egress, sent } = createScene([]);
    const at = (page: number) => ({ ...list, url: `${list.url}?page=${page}` });
    for (let page = 1; page <= 2_005; page++) await egress.call(at(page));
    expect(sent).toHaveLength(2_000);
    const pages = egress.calls().map(({ url }) => Number(new URL(url).searchParams.get("page")));
    expect(pages).toHaveLength(250);
    expect([pages[0], pages[199], pages[200], pages[249]]).toEqual([1, 200, 1_956, 2_005]);
    expect(egress.callsLeftOut()).toBe(1_755);
    expect(egress.calls()[249]?.refused).toBe("a run makes at most 2000 outbound calls");
  });
});
