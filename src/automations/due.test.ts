import { afterEach, describe, expect, test } from "vitest";
import { EventCallError } from "../catalog/event.ts";
import type { ConnectionView } from "../contract/connection.ts";
import { type Ground, itemAdded, minutes, openGround } from "./ground.ts";

const grounds: Ground[] = [];
afterEach(async () => {
  for (const ground of grounds.splice(0)) await ground.close();
});
async function open(...given: Parameters<typeof openGround>): Promise<Ground> {
  const ground = await openGround(...given);
  grounds.push(ground);
  await ground.automations.begin();
  return ground;
}
const only = async (ground: Ground) => {
  const [automation] = await ground.automations.list();
  if (!automation) throw new Error("There is none.");
  return automation;
};
const keys = async (ground: Ground) =>
  (await ground.automations.deliveries((await only(ground)).id))
    .map(({ key, status }) => `${key} ${status}`)
    .toReversed();

describe("schedules", () => {
  const hourly = { type: "schedule", cron: "0 * * * *" } as const;

  test("each start comes at its time, with the defaults of the inputs, and once", async () => {
    const ground = await open();
    await ground.save("report", hourly, { limit: { type: "number", default: 3 } });
    await ground.pass(minutes(59));
    expect(ground.calls).toEqual([]);
    await ground.pass(minutes(61));
    expect(ground.calls.map(({ input, options }) => [input, options.trigger])).toEqual([
      [{ limit: 3 }, "schedule"],
      [{ limit: 3 }, "schedule"],
    ]);
    expect(await keys(ground)).toEqual([
      "2026-11-23T11:00:00.000Z succeeded",
      "2026-11-23T12:00:00.000Z succeeded",
    ]);
  });

  test("a start that is due while the one before is not over is recorded as skipped, with why", async () => {
    const ground = await open();
    await ground.save("report", hourly);
    let end = () => {};
    ground.world.ends = () => new Promise((resolve) => (end = () => resolve({})));
    await ground.pass(minutes(121));
    expect(await keys(ground)).toEqual([
      "2026-11-23T11:00:00.000Z running",
      "2026-11-23T12:00:00.000Z skipped",
    ]);
    end();
    await ground.pass(minutes(60));
    expect(ground.calls).toHaveLength(2);
    end();
  });

  test.each([
    ["once", ["2026-11-23T14:00:00.000Z succeeded"]],
    ["skip", ["2026-11-23T14:00:00.000Z skipped"]],
    ["all", [11, 12, 13, 14].map((hour) => `2026-11-23T${hour}:00:00.000Z succeeded`)],
  ] as const)("after downtime: %s", async (misfire, expected) => {
    const first = await openGround();
    await first.automations.begin();
    await first.save("report", hourly);
    await first.automations.change((await only(first)).id, { settings: { misfire } }, "api");
    await first.pass(minutes(1));
    await first.kill();
    const time = Date.parse("2026-11-23T14:30:00Z");
    const second = await openGround({ dataDir: first.dataDir, time });
    await second.automations.begin();
    await second.pass(minutes(1));
    expect(await keys(second)).toEqual(expected);
    await second.pass(minutes(60));
    expect((await keys(second)).at(-1)).toBe("2026-11-23T15:00:00.000Z succeeded");
    await second.close();
  });

  test("a clock that is set back neither starts twice nor waits for the old time", async () => {
    const ground = await open();
    await ground.save("report", hourly);
    await ground.pass(minutes(61));
    ground.setClock(Date.parse("2026-11-23T10:30:00Z"));
    await ground.pass(minutes(100));
    expect(await keys(ground)).toEqual([
      "2026-11-23T11:00:00.000Z succeeded",
      "2026-11-23T12:00:00.000Z succeeded",
    ]);
    ground.setClock(Date.parse("2025-11-23T10:30:00Z"));
    await ground.pass(minutes(61));
    expect((await only(ground)).next[0]).toBe("2025-11-23T12:00:00.000Z");
    expect((await keys(ground)).at(-1)).toBe("2025-11-23T11:00:00.000Z succeeded");
  });

  test("a clock that is put forward finds what it jumped over", async () => {
    const ground = await open();
    await ground.save("report", hourly);
    await ground.pass(0);
    ground.setClock(Date.parse("2026-11-24T10:30:00Z"));
    await ground.pass(minutes(2));
    expect(await keys(ground)).toEqual(["2026-11-24T10:00:00.000Z succeeded"]);
  });

  test("an input that nobody gives a value keeps it from failing every day", async () => {
    const ground = await open();
    await ground.save("report", hourly, { channel: { type: "string" } });
    await ground.pass(minutes(61));
    expect(ground.calls).toEqual([]);
    expect(await only(ground)).toMatchObject({
      status: "waiting",
      reason: expect.stringContaining('"channel"'),
    });
  });

  test("paused, its starts are gone; resumed, it goes on with the next", async () => {
    const ground = await open();
    await ground.save("report", hourly);
    const { id } = await only(ground);
    await ground.automations.pause(id);
    expect(await only(ground)).toMatchObject({ status: "paused", next: [] });
    await ground.pass(minutes(180));
    await ground.automations.resume(id);
    await ground.pass(minutes(61));
    expect(await keys(ground)).toEqual(["2026-11-23T14:00:00.000Z succeeded"]);
  });
});

describe("events that are asked for", () => {
  const event = { type: "event", event: "acme.item.added", with: { shelf: "A" } } as const;
  const happening = (id: string) => ({ id, payload: { id } });

  test("what happened before it was on does not count; after that each thing starts it once", async () => {
    const ground = await open();
    const asked: unknown[] = [];
    ground.world.ask = async ({ given }, cursor) => {
      asked.push([given, cursor]);
      return cursor === undefined
        ? { cursor: 10, happenings: [happening("old")] }
        : { cursor: 11, happenings: [happening("a"), happening("b")] };
    };
    await ground.save("take", event);
    await ground.pass(0);
    expect(asked).toEqual([[{ shelf: "A" }, undefined]]);
    expect(ground.calls).toEqual([]);
    await ground.pass(minutes(2));
    expect(asked.slice(1)).toEqual([
      [{ shelf: "A" }, 10],
      [{ shelf: "A" }, 11],
    ]);
    expect(ground.calls.map(({ input, options }) => [input, options.trigger])).toEqual([
      [{ id: "a" }, "event"],
      [{ id: "b" }, "event"],
    ]);
    expect(await only(ground)).toMatchObject({
      via: "polling",
      status: "active",
      words: "An item is added (shelf: A)",
    });
  });

  test("where there is more it is asked again at once", async () => {
    const ground = await open();
    let left = 3;
    ground.world.ask = async (_, cursor) => ({
      cursor: 1,
      happenings: cursor === undefined ? [] : [happening(`h${left}`)],
      isMore: cursor !== undefined && --left > 0,
    });
    await ground.save("take", event);
    await ground.pass(minutes(1));
    expect(ground.calls).toHaveLength(3);
  });

  test("a provider that does not answer is asked less often, and says why", async () => {
    const ground = await open();
    let asked = 0;
    ground.world.ask = async () => {
      asked += 1;
      throw new EventCallError("acme.items.list answered 503", 503, null);
    };
    await ground.save("take", event);
    await ground.pass(minutes(15));
    expect(asked).toBe(4);
    expect(await only(ground)).toMatchObject({
      status: "waiting",
      reason: "acme.items.list answered 503",
    });
    ground.world.ask = async () => ({ cursor: 1, happenings: [] });
    await ground.pass(minutes(20));
    expect(await only(ground)).toMatchObject({ status: "active", reason: null });
  });

  test("not connected it asks nothing, and begins by itself once it is", async () => {
    const ground = await open();
    const { connections } = ground.world;
    let asked = 0;
    ground.world.ask = async () => ({ cursor: (asked += 1), happenings: [] });
    ground.world.connections = [];
    await ground.save("take", event);
    await ground.pass(minutes(10));
    expect(asked).toBe(0);
    expect((await only(ground)).reason).toContain("Acme is not connected");
    ground.world.connections = [{ ...connections[0], scopes: {} } as ConnectionView];
    ground.automations.changed();
    await ground.pass(0);
    expect((await only(ground)).reason).toContain("without what it takes to learn of this: all");
    ground.world.connections = connections;
    ground.automations.changed();
    await ground.pass(0);
    expect([asked, (await only(ground)).status]).toEqual([1, "active"]);
  });

  test("what is only pushed cannot come to a server that nobody reaches, and it says what to set", async () => {
    const ground = await open();
    await ground.save("take", { type: "event", event: "acme.item.told" });
    expect(await only(ground)).toMatchObject({
      status: "waiting",
      via: null,
      reason: expect.stringContaining("PUBLIC_URL"),
    });
    ground.world.originFor = () => "https://patchbay.test";
    ground.automations.changed();
    expect(await only(ground)).toMatchObject({
      status: "waiting",
      via: "push",
      reason: expect.stringContaining("has not called yet. Enter the address /hooks/acme"),
    });
    ground.world.isHeard = true;
    ground.automations.changed();
    const { id, ...rest } = await only(ground);
    expect(rest).toMatchObject({ status: "active", via: "push" });
    await ground.automations.accept([{ automation: id, key: "e1", payload: { x: 1 } }]);
    await ground.pass(0);
    expect(ground.calls.map(({ input }) => input)).toEqual([{ x: 1 }]);
  });

  test("it is asked for until the provider's first message has come", async () => {
    const ground = await open({ events: [{ ...itemAdded, via: ["push", "polling"] }] });
    let asked = 0;
    ground.world.ask = async () => ({ cursor: (asked += 1), happenings: [] });
    ground.world.originFor = () => "https://patchbay.test";
    await ground.save("take", event);
    await ground.pass(0);
    expect([asked, (await only(ground)).via]).toEqual([1, "polling"]);
    ground.world.isHeard = true;
    ground.automations.changed();
    await ground.pass(minutes(60));
    expect([asked, (await only(ground)).via]).toEqual([1, "push"]);
  });

  test("what is pushed is not asked for besides", async () => {
    const ground = await open({ events: [{ ...itemAdded, via: ["push", "polling"] }] });
    let asked = 0;
    ground.world.ask = async () => ({ cursor: (asked += 1), happenings: [] });
    ground.world.isHeard = true;
    ground.world.originFor = () => "https://patchbay.test";
    await ground.save("take", event);
    await ground.pass(minutes(60));
    expect([asked, (await only(ground)).via]).toEqual([0, "push"]);
    // Where nothing can come any more, it is asked instead.
    ground.world.originFor = () => undefined;
    ground.automations.changed();
    await ground.pass(0);
    expect([asked, (await only(ground)).via]).toEqual([1, "polling"]);
  });

  test("another trigger begins anew; any other change of the function goes on from where it was", async () => {
    const ground = await open();
    const cursors: unknown[] = [];
    ground.world.ask = async (_, cursor) => {
      cursors.push(cursor);
      return { cursor: 5, happenings: [] };
    };
    await ground.save("take", event);
    await ground.pass(minutes(1));
    await ground.save("take", event, { limit: { type: "number", default: 3 } });
    await ground.functions.rename("take", "fetchAll", "api");
    await ground.pass(minutes(1));
    await ground.save("fetchAll", { ...event, with: { shelf: "B" } });
    await ground.pass(0);
    expect(cursors).toEqual([undefined, 5, 5, undefined]);
  });

  test("an answer that comes after the trigger was changed is not for the new one", async () => {
    const ground = await open();
    let answer = () => {};
    ground.world.ask = async ({ given }, cursor) => {
      if (given["shelf"] === "A" && cursor !== undefined)
        await new Promise<void>((resolve) => (answer = resolve));
      return { cursor: 5, happenings: [happening("a")] };
    };
    await ground.save("take", event);
    await ground.pass(minutes(1) + 1);
    await ground.save("take", { ...event, with: { shelf: "B" } });
    await ground.automations.list();
    answer();
    await ground.pass(0);
    expect(ground.calls).toEqual([]);
  });
});

describe("channels", () => {
  const channelled = {
    ...itemAdded,
    channel: {
      operations: [],
      open: async () => ({ state: {}, endsAt: new Date() }),
      close: async () => {},
    },
  };
  const event = { type: "event", event: "acme.item.added" } as const;

  test("it is opened, renewed before its end, closed at the end, and a message of it has the provider asked", async () => {
    const ground = await open({ events: [channelled] });
    const opened: { readonly id: string; readonly token: string; readonly address: string }[] = [];
    let asked = 0;
    ground.world.originFor = () => "https://patchbay.test";
    ground.world.ask = async () => ({ cursor: (asked += 1), happenings: [] });
    ground.world.open = async (_, channel) => {
      opened.push(channel);
      const endsAt = new Date(ground.clock.now() + minutes(150));
      return { state: { resource: "r" }, endsAt };
    };
    await ground.save("take", event);
    await ground.pass(0);
    const { id, via } = await only(ground);
    expect([via, opened.length, opened[0]?.address]).toEqual([
      "push",
      1,
      `https://patchbay.test/hooks/${id}`,
    ]);
    await ground.pass(minutes(14));
    expect(asked).toBe(1);
    const message = (token: string) =>
      ground.automations.receive(id, {
        headers: new Headers({ "x-goog-channel-token": token, "x-goog-resource-state": "exists" }),
        body: new Uint8Array(),
      });
    await expect(message("wrong")).rejects.toMatchObject({ code: "hook/not-found" });
    expect(await message(opened[0]?.token ?? "")).toEqual({ status: "told" });
    await ground.pass(0);
    expect(asked).toBe(2);
    await ground.pass(minutes(100));
    expect(opened).toHaveLength(2);
    expect(ground.world.closed).toEqual([opened[0]?.id]);
    await ground.automations.pause(id);
    expect(ground.world.closed).toEqual(opened.map((one) => one.id));
    await ground.pass(minutes(600));
    expect(opened).toHaveLength(2);
  });

  test("what a channel says before its opening is answered counts, whatever the one before it watched", async () => {
    const ground = await open({ events: [channelled] });
    let [asked, opened] = [0, 0];
    const told: unknown[] = [];
    ground.world.originFor = () => "https://patchbay.test";
    ground.world.ask = async () => ({ cursor: (asked += 1), happenings: [] });
    ground.world.open = async (_, { id, token }) => {
      opened += 1;
      const { id: automation } = await only(ground);
      const answer = await ground.automations.receive(automation, {
        headers: new Headers({
          "x-goog-channel-id": id,
          "x-goog-channel-token": token,
          "x-goog-resource-id": `resource ${opened}`,
          "x-goog-resource-state": "exists",
        }),
        body: new Uint8Array(),
      });
      told.push(answer);
      const endsAt = new Date(ground.clock.now() + minutes(150));
      return { state: { resourceId: `resource ${opened}` }, endsAt };
    };
    await ground.save("take", event);
    await ground.pass(minutes(120));
    expect([opened, told]).toEqual([2, [{ status: "told" }, { status: "told" }]]);
  });

  test("under another address of the server another channel is opened, and the old one closed", async () => {
    const ground = await open({ events: [channelled] });
    const addresses: string[] = [];
    let origin = "https://before.test";
    ground.world.originFor = () => origin;
    ground.world.open = async (_, { address }) => {
      addresses.push(new URL(address).host);
      return { state: {}, endsAt: new Date(ground.clock.now() + minutes(10_000)) };
    };
    await ground.save("take", event);
    await ground.pass(minutes(60));
    origin = "https://after.test";
    await ground.pass(minutes(60));
    expect(addresses).toEqual(["before.test", "after.test"]);
    expect(ground.world.closed).toHaveLength(1);
  });

  test("what is told in quick succession is asked for together: a function that changes what it watches does not spin", async () => {
    const ground = await open({ events: [channelled] });
    let asked = 0;
    let token = "";
    ground.world.originFor = () => "https://patchbay.test";
    ground.world.open = async (_, channel) => {
      ({ token } = channel);
      return { state: {}, endsAt: new Date(ground.clock.now() + minutes(10_000)) };
    };
    const tell = async () => {
      const headers = { "x-goog-channel-token": token, "x-goog-resource-state": "exists" };
      const call = { headers: new Headers(headers), body: new Uint8Array() };
      await ground.automations.receive((await only(ground)).id, call);
    };
    ground.world.ask = async (_, cursor) => {
      asked += 1;
      const happenings = cursor === undefined ? [] : [{ id: `${asked}`, payload: {} }];
      return { cursor: asked, happenings };
    };
    ground.world.ends = async () => {
      if (asked < 50) await tell();
      return {};
    };
    await ground.save("take", event);
    await ground.pass(minutes(1));
    await tell();
    await ground.pass(0);
    expect(asked).toBe(2);
    await ground.pass(minutes(1));
    expect([asked, ground.calls.length]).toEqual([14, 13]);
  });

  test("after a start what channels told meanwhile is asked for", async () => {
    const ground = await open({ events: [channelled] });
    let asked = 0;
    ground.world.originFor = () => "https://patchbay.test";
    ground.world.ask = async () => ({ cursor: (asked += 1), happenings: [] });
    ground.world.open = async () => ({
      state: {},
      endsAt: new Date(ground.clock.now() + minutes(10_000)),
    });
    await ground.save("take", event);
    await ground.pass(minutes(1));
    expect(asked).toBe(1);
    await ground.automations.begin();
    await ground.pass(0);
    expect(asked).toBe(2);
  });

  test("where none can be opened it is asked as without, and a channel is tried again later", async () => {
    const ground = await open({ events: [channelled] });
    let [asked, tried] = [0, 0];
    ground.world.originFor = () => "https://patchbay.test";
    ground.world.ask = async () => ({ cursor: (asked += 1), happenings: [] });
    ground.world.open = async () => {
      tried += 1;
      throw new EventCallError("no", 403, null);
    };
    await ground.save("take", event);
    await ground.pass(minutes(10));
    expect([asked, tried, (await only(ground)).via]).toEqual([11, 1, "polling"]);
    await ground.pass(minutes(55));
    expect(tried).toBe(2);
  });
});
