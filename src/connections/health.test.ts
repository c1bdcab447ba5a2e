import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import { createConnectionProbeStore } from "../store/connection-probes.ts";
import { createConnectionStore } from "../store/connections.ts";
import { type Database, defaultAppId } from "../store/database.ts";
import { openTestDatabase } from "../store/ground.ts";
import { createOutageStore } from "../store/outages.ts";
import { type Checked, type ConnectionCheck, createConnectionCheck } from "./check.ts";
import { createHealth } from "./health.ts";
import { backOff, dayMs, outageLooks, spread } from "./pace.ts";
import { createProbes } from "./probes.ts";
import { createWarnings } from "./warnings.ts";

let folder: string;
let db: Database;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const catalog = createCatalog(connectors, providers);

/** Accounts and what looks after them, in a process of its own on the one database. */
function open(
  time: { now: number },
  answer: (id: string) => Checked["outcome"] | undefined = () => "works",
) {
  const clock = { now: () => time.now };
  const lines: string[] = [];
  const looked: string[] = [];
  const log = { write: (_: unknown, line: string) => void lines.push(line) };
  const store = createConnectionStore(db, defaultAppId, clock, { modeOf: () => "sandbox" });
  const outages = createOutageStore(db, defaultAppId, clock);
  const probes = createConnectionProbeStore(db, defaultAppId, clock);
  const random = () => 0.5;
  const modeOf = () => "sandbox" as const;
  const health = createHealth({ outages, catalog, modeOf, clock, random, log });
  const really = createConnectionCheck({
    connections: store,
    catalog,
    heard: () => {},
    credentials: { getOf: ended, renewOf: ended },
    endpointsOf: notAsked,
    outbound: notAsked,
  });
  const check: ConnectionCheck = async (id, which) => {
    looked.push(id);
    const outcome = answer(id);
    if (outcome === undefined) return really(id, which);
    health.heard("slack", id, { status: outcome === "unclear" ? 503 : 200 });
    return { outcome, detail: "" };
  };
  const deps = { connections: store, probes, catalog, clock, log };
  return {
    store,
    outages,
    health,
    lines,
    looked,
    probe: createProbes({ ...deps, outages, check, health, random }),
    warn: createWarnings(deps),
    async connect(name: string, endsAt?: string, userId?: string) {
      const id = store.newId();
      const account = { id: name, label: name };
      const rest = { status: "active", scopes: {}, tokens: name, mode: "sandbox" } as const;
      const own = userId === undefined ? {} : { userId, scopes: { user: ["search:read"] } };
      const end = endsAt === undefined ? {} : { endsAt };
      await store.add({ id, provider: "slack", name, account, ...rest, ...end, ...own });
      return id;
    },
  };
}

/** The provider takes the credential no more. */
const ended = async (connectionId: string) =>
  ({ status: "reconnect-needed", connectionId }) as const;
const notAsked = async () => {
  throw new Error("Nobody is asked");
};

const settled = (check: () => Promise<void>) => vi.waitFor(check);

test("some failures of one account in a moment are no outage; of several, or for some time, they are", async () => {
  const time = { now: 1_700_000_000_000 };
  const { health, lines } = open(time);
  for (let call = 0; call < 5; call++) health.heard("slack", "a", { status: 503 });
  expect(await health.list()).toEqual([]);
  health.heard("slack", "b", { failed: "slack.com could not be reached" });
  await settled(async () => expect(await health.list()).toMatchObject([{ reason: "no answer" }]));
  expect(lines).toEqual([expect.stringContaining("Slack does not answer")]);
  // A no is an answer too.
  health.heard("slack", "a", { status: 401 });
  await settled(async () => expect(await health.list()).toEqual([]));
  for (let call = 0; call < 3; call++) {
    health.heard("google", "one", { status: 500 });
    time.now += 6_000;
  }
  await settled(async () => expect(await health.list()).toMatchObject([{ provider: "google" }]));
});

test("an outage is asked about ever less, by one process, with one account, and its end is heard at once", async () => {
  const time = { now: 1_700_000_000_000 };
  let outcome: Checked["outcome"] = "unclear";
  const [one, other] = [open(time, () => outcome), open(time, () => outcome)];
  for (const name of ["a", "b", "c"]) await one.connect(name);
  for (const name of ["a", "b", "c"]) one.health.heard("slack", name, { status: 503 });
  await settled(async () => expect(await one.health.list()).toHaveLength(1));
  const round = async (ms: number) => {
    time.now += ms;
    await Promise.all([one.probe(), other.probe()]);
    return one.looked.length + other.looked.length;
  };
  expect(await round(1_000)).toBe(0);
  expect(await round(outageLooks.startMs)).toBe(1);
  expect(await round(outageLooks.startMs)).toBe(1);
  expect(await round(outageLooks.startMs)).toBe(2);
  const before = await one.store.list();
  expect(before.map(({ status }) => status)).toEqual(["active", "active", "active"]);
  outcome = "works";
  await round(outageLooks.maxMs);
  await settled(async () => expect(await one.health.list()).toEqual([]));
  expect([...one.lines, ...other.lines]).toContain("Slack answers again.");
});

test("accounts that nobody uses are looked at once a day, each at a time of its own and by one process", async () => {
  const time = { now: 1_700_000_000_000 };
  const [one, other] = [open(time), open(time)];
  const ids = await Promise.all(Array.from({ length: 60 }, (_, at) => one.connect(`n${at}`)));
  let planned = 0;
  const spreadOut = createConnectionProbeStore(db, defaultAppId, { now: () => time.now });
  await spreadOut.plan(500, () => (planned++ * dayMs) / 60);
  const busy = ids[0] ?? "";
  const perHour: number[] = [];
  for (let hour = 0; hour < 48; hour++) {
    time.now += 3_600_000;
    await one.store.used(busy);
    const before = one.looked.length + other.looked.length;
    await Promise.all([one.probe(), other.probe()]);
    perHour.push(one.looked.length + other.looked.length - before);
  }
  const looked = [...one.looked, ...other.looked];
  expect(new Set(looked).size).toBe(59);
  expect(looked).not.toContain(busy);
  expect(Math.max(...perHour)).toBeLessThan(10);
  expect(looked.length).toBeLessThanOrEqual(2 * 59);
});

test("a person's own account is looked at as well, and the log does not say whose", async () => {
  const time = { now: 1_700_000_000_000 };
  const { store, probe, warn, lines, looked, connect } = open(time, () => undefined);
  const id = await connect("anna", new Date(time.now + 3 * dayMs).toISOString(), "user_anna");
  await probe();
  for (let hour = 0; hour < 40; hour++) {
    time.now += 3_600_000;
    await probe();
  }
  await warn();
  expect(new Set(looked)).toEqual(new Set([id]));
  expect(looked.length).toBeLessThanOrEqual(2);
  expect(await store.find(id)).toMatchObject({ checkedAt: expect.any(String) });
  expect(lines).toEqual([]);
});

test("a look that comes to nothing is repeated ever less, and changes no account", async () => {
  const time = { now: 1_700_000_000_000 };
  const { store, probe, looked, connect } = open(time, () => "unclear");
  await connect("a");
  await probe();
  const times: number[] = [];
  for (let minute = 0; minute < 3 * 24 * 60; minute += 5) {
    time.now += 5 * 60_000;
    const before = looked.length;
    await probe();
    if (looked.length > before) times.push(time.now);
  }
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(gaps.length).toBeGreaterThan(5);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(6 * 3_600_000 + 5 * 60_000);
  expect(await store.list()).toMatchObject([{ status: "active", tokens: "a" }]);
});

test("what ends is in the log a week and a day before and when it has ended, once for all processes", async () => {
  const time = { now: 1_700_000_000_000 };
  const [one, other] = [open(time), open(time)];
  await one.connect("support", new Date(time.now + 8 * dayMs).toISOString());
  const said: number[] = [];
  for (let day = 0; day < 10; day++) {
    await Promise.all([one.warn(), other.warn()]);
    await one.warn();
    said.push(one.lines.length + other.lines.length);
    time.now += dayMs;
  }
  expect(said).toEqual([0, 1, 1, 1, 1, 1, 1, 2, 3, 3]);
  const lines = [...one.lines, ...other.lines].join("\n");
  expect(lines).toContain("slack:support ends on");
  expect(lines).toContain("slack:support: The sign-in at Slack has run out. Connect again.");
});

test("waits double up to their most, a fifth earlier or later", () => {
  const pace = { startMs: 1_000, maxMs: 8_000 };
  const times = (random: number) =>
    [0, 1, 2, 3, 4, 99].map((fails) => backOff(pace, fails, random));
  expect(times(0.5)).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  expect(times(0)[3]).toBe(6_400);
  expect(times(1)[3]).toBe(9_600);
  expect(spread(100, 0)).toBe(80);
});
