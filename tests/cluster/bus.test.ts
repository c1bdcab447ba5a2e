import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Bus } from "../../src/cluster/bus.ts";
import { createPostgresBus } from "../../src/cluster/postgres-bus.ts";
import { silentLog } from "../../src/core/log.ts";
import { testPlace } from "../../src/store/ground.ts";

const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
let url = "";
let buses: readonly [Bus, Bus];

beforeAll(async () => {
  ({ databaseUrl: url = "" } = await testPlace(folder, "postgres"));
  const open = (id: string) => createPostgresBus({ url, id, log: silentLog });
  buses = [await open("a"), await open("b")];
});
afterAll(async () => {
  await Promise.all(buses.map((one) => one.close()));
  rmSync(folder, { recursive: true });
});

/** What is heard of a topic, and whether it was one's own. */
function heardBy(bus: Bus, topic: string) {
  const heard: [unknown, boolean][] = [];
  bus.subscribe(topic, (payload, { isOwn }) => void heard.push([payload, isOwn]));
  return heard;
}

test("all hear what one says, in its order, and of their own topics alone", async () => {
  const [a, b] = buses;
  const [own, others, elsewhere] = [
    heardBy(a, "things"),
    heardBy(b, "things"),
    heardBy(b, "other things"),
  ];
  const said = Array.from({ length: 300 }, (_, at) => ({ id: `thing-${at}-${"x".repeat(50)}` }));
  await Promise.all(said.map((one) => a.publish("things", one)));
  await vi.waitFor(() => expect(others).toHaveLength(300));
  expect(others).toEqual(said.map((one) => [one, false]));
  // Its own are heard once: not again when they come back from Postgres.
  expect(own).toEqual(said.map((one) => [one, true]));
  expect(elsewhere).toEqual([]);
});

test("what is too large to be told is refused", async () => {
  await expect(buses[0].publish("things", "x".repeat(8_000))).rejects.toThrow(/bytes/);
});

test("a listener that fails disturbs no other", async () => {
  const [a, b] = buses;
  b.subscribe("failing", () => Promise.reject(new Error("no")));
  const heard = heardBy(b, "failing");
  await a.publish("failing", 1);
  await vi.waitFor(() => expect(heard).toEqual([[1, false]]));
});

test("a connection that is cut comes back, and whoever missed something reads it again", async () => {
  const [a, b] = buses;
  let gaps = 0;
  b.onGap(() => void (gaps += 1));
  const heard = heardBy(b, "after");
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and pid <> pg_backend_pid()",
  );
  await admin.end();
  await vi.waitFor(() => expect(gaps).toBe(1), { timeout: 10_000 });
  await vi.waitFor(
    async () => {
      await a.publish("after", "back");
      expect(heard).toContainEqual(["back", false]);
    },
    { timeout: 10_000, interval: 300 },
  );
}, 30_000);
