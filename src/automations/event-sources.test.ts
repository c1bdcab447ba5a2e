import { expect, test } from "vitest";
import { z } from "zod";
import { createCatalog } from "../catalog/catalog.ts";
import { type EventInfo, type EventPoll, maxHappenings } from "../catalog/event.ts";
import type { Broker } from "../runs/broker/broker.ts";
import { acme, acmeProvider } from "../runs/broker/acme.fixture.ts";
import { createEventSources } from "./event-sources.ts";

const catalog = createCatalog([acme], [acmeProvider]);
const json = (status: number, body: unknown) => ({
  status,
  statusText: "",
  headers: [],
  body: new TextEncoder().encode(JSON.stringify(body)),
});

/** A broker that gives one answer, and keeps what it was opened for. */
function sourcesWith(answer: Awaited<ReturnType<ReturnType<Broker["open"]>["call"]>>) {
  const opened: string[][] = [];
  const broker: Broker = {
    open: ({ approvals }) => {
      opened.push(approvals.map(({ operation }) => operation));
      return {
        call: async () => answer,
        calls: () => [],
        callsLeftOut: () => 0,
        waitedMs: () => 0,
        close: () => {},
      };
    },
  };
  return { opened, sources: createEventSources({ broker, catalog, clock: { now: () => 0 } }) };
}

const event = (ask: EventPoll["ask"], more: Partial<EventInfo> = {}): EventInfo => ({
  id: "acme.item.added",
  title: "An item is added",
  scopes: [],
  via: ["polling"],
  docs: "https://acme.test/docs",
  filters: {
    name: { description: "Name of the item", in: ["name"] },
    box: { description: "Box that is watched" },
  },
  poll: { operations: ["acme.items.list"], every: 60, ask },
  ...more,
});
const named = (...names: readonly string[]) =>
  names.map((name) => ({ id: name, payload: { name } }));

test("asks with the poll's operations alone, and tells what fits", async () => {
  const { sources, opened } = sourcesWith(json(200, { ok: true, items: ["a", "b"] }));
  const list = event(async ({ call, cursor, now }) => {
    const { items } = z
      .object({ items: z.array(z.string()) })
      .parse(await call("acme.items.list", {}));
    return { cursor: { after: cursor, now, gone: undefined }, happenings: named(...items) };
  });
  const answer = await sources.ask({ event: list, given: { name: "B" } }, 1);
  expect(opened).toEqual([["acme.items.list"]]);
  expect(answer.happenings).toEqual(named("b"));
  // as it comes out of the database
  expect(answer.cursor).toEqual({ after: 1, now: "1970-01-01T00:00:00.000Z" });
});

test.each([
  [{ failed: "connection lost" }, "acme.items.list: connection lost"],
  [
    json(500, { error: { message: "Backend Error" } }),
    "acme.items.list answered 500 (Backend Error)",
  ],
  [
    json(403, { type: "about:blank", title: "x", detail: "Acme is not connected. Connect it." }),
    "acme.items.list was not called: Acme is not connected. Connect it.",
  ],
  [json(200, { ok: true, items: 5 }), "acme.item.added: the answer could not be read at items"],
])("%j is told in words", async (given, words) => {
  const { sources } = sourcesWith(given);
  const list = event(async ({ call }) => {
    z.object({ items: z.array(z.string()) }).parse(await call("acme.items.list", {}));
    return { cursor: 1, happenings: [] };
  });
  await expect(sources.ask({ event: list, given: {} }, 1)).rejects.toThrow(words);
});

test("a cursor is JSON and small, and one answer tells no more than can be kept", async () => {
  const { sources } = sourcesWith(json(200, {}));
  const answering = (cursor: unknown, count = 0) =>
    sources.ask(
      {
        event: event(async () => ({ cursor, happenings: named(...Array(count).fill("a")) })),
        given: {},
      },
      undefined,
    );
  await expect(answering(undefined)).rejects.toThrow("no JSON");
  await expect(answering("x".repeat(300_000))).rejects.toThrow("too much to remember");
  await expect(answering(1, maxHappenings + 1)).rejects.toThrow("at once");
  expect((await answering(1, maxHappenings)).happenings).toHaveLength(maxHappenings);
});

test("what has to be given is asked for by name before anything is sent", async () => {
  const { sources, opened } = sourcesWith(json(200, {}));
  const boxed = event(async () => ({ cursor: 1, happenings: [] }), { requires: ["box", "id"] });
  const ask = (given: Readonly<Record<string, unknown>>) => sources.ask({ event: boxed, given }, 1);
  await expect(ask({ box: " " })).rejects.toThrow("Give box (or id) in the trigger: Box that is");
  expect(opened).toEqual([]);
  await expect(ask({ id: "1" })).resolves.toMatchObject({ cursor: 1 });
});

test("what was pushed is completed, then judged", async () => {
  const { sources, opened } = sourcesWith(json(200, { ok: true, name: "Bolt" }));
  const complete: EventInfo["complete"] = {
    operations: ["acme.items.list"],
    of: async ({ payload, call }) => {
      if (payload["id"] === "gone") return undefined;
      const read = z.looseObject({ name: z.string() }).parse(await call("acme.items.list", {}));
      return { ...payload, name: read.name };
    },
  };
  const pushed = event(async () => ({ cursor: 1, happenings: [] }), { complete });
  const prepare = (given: Readonly<Record<string, unknown>>, id = "1") =>
    sources.prepare({ event: pushed, given }, { id });
  expect(await prepare({ name: "bolt" })).toEqual({ id: "1", name: "Bolt" });
  expect(await prepare({ name: "nut" })).toBeUndefined();
  expect(await prepare({}, "gone")).toBeUndefined();
  expect(opened[0]).toEqual(["acme.items.list"]);
  const plain = event(async () => ({ cursor: 1, happenings: [] }));
  expect(await sources.prepare({ event: plain, given: {} }, { id: "2" })).toEqual({ id: "2" });
});

test("an event that is neither asked for nor has a channel says so", async () => {
  const { sources } = sourcesWith(json(200, {}));
  const { poll: _, ...silent } = event(async () => ({ cursor: 1, happenings: [] }));
  const watch = { event: silent, given: {} };
  await expect(sources.ask(watch, 1)).rejects.toThrow("no way to ask");
  const channel = { id: "1", token: "t", address: "https://example.org" };
  await expect(sources.open(watch, channel)).rejects.toThrow("no channel");
});
