import { describe, expect, test } from "vitest";
import type { RateClass } from "../../catalog/rate-limit.ts";
import { acmeOperations } from "./acme.fixture.ts";
import { limitOfCall } from "./limit-of-call.ts";
import { limited, busy, createScene, list, send, statusOf } from "./scene.fixture.ts";

const paced = { method: "GET", url: "https://api.acme.test/paced", headers: [] } as const;

describe("the limit of a call", () => {
  const limitOf = (
    rateClass: RateClass | undefined,
    { body, type, query = "" }: { body?: string; type?: string; query?: string } = {},
  ) =>
    limitOfCall(
      {
        ...send,
        headers: type === undefined ? [] : [["Content-Type", type]],
        ...(body === undefined ? {} : { body: Buffer.from(body) }),
      },
      {
        operation: { ...acmeOperations.send, rateLimit: { class: "posting", units: 5 } },
        ...(rateClass ? { rateClass } : {}),
      },
      { target: new URL(`https://api.acme.test/messages${query}`), payer: "conn_1" },
    );
  const posting = { limit: 100, seconds: 1, of: "each channel", eachInput: "channel" };

  test.each([
    ["JSON", { body: '{"channel":"C1","text":"a"}', type: "application/json; charset=utf-8" }],
    ["a form", { body: "text=a&channel=C1", type: "application/x-www-form-urlencoded" }],
    ["the query", { query: "?channel=C1" }],
  ])("is that of the value which %s has for its input", (_, call) => {
    expect(limitOf(posting, call)).toMatchObject({ key: "conn_1 acme posting C1", units: 5 });
  });

  test.each(['{"channel":', '{"channel":{"a":1}}', "null", "[]"])(
    "is one for all that have none: %s",
    (body) => {
      expect(limitOf(posting, { body, type: "application/json" }).key).toBe("conn_1 acme posting ");
    },
  );

  test("is each operation's own where its class says so", () => {
    const each = { limit: 5, seconds: 60, of: "each method", eachOperation: true } as const;
    expect(limitOf(each).key).toBe("conn_1 acme posting acme.messages.send");
  });

  test("is not counted where its window is longer than a run, or not stated", () => {
    const day = { limit: 150, seconds: 86_400, of: "each member" };
    expect(limitOf(day).rateClass.limit).toBeUndefined();
    expect(limitOf(undefined)).toMatchObject({ key: "conn_1 acme.messages.send", units: 1 });
  });
});

describe("runs of one connection", () => {
  test("do not run into a limit that another has met", async () => {
    const { egress, open, waits, sent } = createScene([limited("4")]);
    expect(statusOf(await egress.call(list))).toBe(200);
    expect(waits).toEqual([4_000]);
    const before = createScene([limited("121")]);
    await before.egress.call(list);
    expect(statusOf(await before.open().call(list))).toBe(429);
    expect(before.sent).toHaveLength(1);
    // What it met says nothing of other operations, and nothing beyond its time.
    expect(statusOf(await before.open().call(send))).toBe(200);
    expect(statusOf(await open().call(list))).toBe(200);
    expect(sent).toHaveLength(3);
  });

  test("leave a provider alone that is not there for a while", async () => {
    const { egress, open, waits } = createScene([busy("9")]);
    expect(statusOf(await egress.call(send))).toBe(503);
    expect(waits).toEqual([]);
    expect(statusOf(await open().call(send))).toBe(200);
    expect(waits).toEqual([9_000]);
  });

  test("share the room there is", async () => {
    const { egress, open, waits } = createScene([]);
    await egress.call(paced);
    await open().call(paced);
    expect(waits).toEqual([200]);
  });

  test("wait a part of the window, then all of it, where the provider does not say how long", async () => {
    const long = { paced: { limit: 100, seconds: 60, of: "the account" } };
    const { egress, waits } = createScene([limited(), limited(), limited()], {}, {}, long);
    expect(statusOf(await egress.call(paced))).toBe(429);
    expect(waits).toEqual([15_000, 60_000]);
  });
});

test("a credential that ran out while its call waited is asked for again", async () => {
  const tokens = ["first", "second", "third"];
  const get = () => ({
    status: "ok" as const,
    accessToken: tokens.shift() ?? "",
    scopes: ["all"],
    connectionId: "c",
    mode: "live" as const,
  });
  const { egress, sent } = createScene([], { get });
  await egress.call(paced);
  await egress.call(paced);
  expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual([
    "Bearer first",
    "Bearer third",
  ]);
});
