import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createBoss } from "../../src/cluster/boss.ts";
import { silentLog } from "../../src/core/log.ts";
import { testPlace } from "../../src/store/ground.ts";

/** Two processes on one Postgres, and the work of one app. */
const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
let url = "";
let sql: pg.Client;
let processes: readonly ReturnType<typeof openProcess>[];
/** What the processes would do by themselves, by now. */
let later: (() => void)[] = [];
const app = "app_default";
/** Longer than a process needs to take a job that is there. */
const takenMs = 1_000;

function openProcess() {
  const timer = {
    after(_: number, work: () => void) {
      later.push(work);
      return () => void (later = later.filter((one) => one !== work));
    },
  };
  const boss = createBoss({ url, slots: 1, timer, log: silentLog });
  const hand = boss.handOf(app);
  const started: string[] = [];
  let looked = 0;
  let during: (automation: string) => Promise<void> = async () => {};
  return {
    boss,
    hand,
    started,
    looked: () => looked,
    lets: (work: typeof during) => void (during = work),
    open: () =>
      hand.open({
        look: () => void (looked += 1),
        async start(automation) {
          started.push(automation);
          await during(automation);
        },
      }),
  };
}
const started = () => processes.flatMap((one) => one.started);
const looked = () => processes.reduce((sum, one) => sum + one.looked(), 0);
async function waiting(): Promise<number> {
  const { rows } = await sql.query("select id from pgboss.job where state in ('created', 'retry')");
  return rows.length;
}

beforeAll(async () => {
  ({ databaseUrl: url = "" } = await testPlace(folder, "postgres"));
  sql = new pg.Client({ connectionString: url });
  await sql.connect();
  processes = [openProcess(), openProcess()];
  for (const one of processes) await one.open();
});
afterEach(async () => {
  later = [];
  await sql.query("delete from pgboss.job");
});
afterAll(async () => {
  await Promise.all(processes.map(({ boss }) => boss.close()));
  await sql.end();
  rmSync(folder, { recursive: true });
});

test("a moment that many wait for is looked at once, and each that is another besides", async () => {
  // Moments are told apart by quarters of a second.
  const soon = 375 - (Date.now() % 250);
  for (const { hand } of [...processes, ...processes]) {
    hand.timer.after(soon, () => {});
    hand.timer.after(soon + 10_000, () => {});
  }
  await vi.waitFor(() => expect(looked()).toBe(1), { timeout: 5_000 });
  await sleep(takenMs);
  expect(looked()).toBe(1);
  expect(await waiting()).toBe(1);
});

test("many apps that have something to do at one moment do not wait for each other", async () => {
  const seen = new Set<number>();
  const hands = Array.from({ length: 24 }, (_, at) => {
    const hand = processes[0]?.boss.handOf(`app_${at}`);
    void hand?.open({ look: () => void seen.add(at), start: async () => {} });
    return hand;
  });
  for (const hand of hands) hand?.timer.after(0, () => {});
  await vi.waitFor(() => expect(seen.size).toBe(hands.length), { timeout: 3_000 });
  for (const hand of hands) await hand?.close();
});

test("where nothing is due a process looks by itself, and leaves no job behind that never ends", async () => {
  const [one] = processes;
  let looks = 0;
  const callOff = one?.hand.timer.after(60_000, () => void (looks += 1));
  await sleep(50);
  expect(await waiting()).toBe(0);
  for (const work of later) work();
  expect(looks).toBe(1);
  callOff?.();
  expect(later).toEqual([]);
});

test("a look that could not be kept is made up for", async () => {
  await sql.query("alter schema pgboss rename to away");
  let looks = 0;
  processes[0]?.hand.timer.after(10, () => void (looks += 1));
  await sleep(50);
  await sql.query("alter schema away rename to pgboss");
  for (const work of later) work();
  expect(looks).toBe(1);
});

test("a start that is given again while it waits is begun once; tried again, it is another", async () => {
  const ended = Promise.withResolvers<void>();
  for (const { lets } of processes)
    lets((automation) => (automation === "slow" ? ended.promise : Promise.resolve()));
  const ticket = (automation: string, at = "2026-11-30T09:00:00.000Z") => ({
    automation,
    delivery: `dlv_${automation}`,
    at,
  });
  const give = (...tickets: ReturnType<typeof ticket>[]) => processes[0]?.hand.give(tickets);
  // Both processes have their one slot full.
  await give(ticket("slow"), ticket("slow", "2026-11-30T09:00:01.000Z"));
  await vi.waitFor(() => expect(started()).toEqual(["slow", "slow"]), {
    timeout: 5_000,
  });
  for (let times = 0; times < 3; times += 1) await give(ticket("next"), ticket("other"));
  expect(await waiting()).toBe(2);
  await give(ticket("next", "2026-11-30T09:00:05.000Z"));
  expect(await waiting()).toBe(3);
  ended.resolve();
  await vi.waitFor(() => expect(new Set(started())).toEqual(new Set(["slow", "next", "other"])), {
    timeout: 8_000,
  });
});

test("what a process leaves at its end is looked after by another at once", async () => {
  const [one, other] = processes;
  const before = other?.looked() ?? 0;
  await one?.hand.close();
  await one?.hand.leave();
  await one?.boss.close();
  await vi.waitFor(() => expect(other?.looked()).toBe(before + 1), { timeout: 8_000 });
});
