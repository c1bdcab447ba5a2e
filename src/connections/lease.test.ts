import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createConnectionStore } from "../store/connections.ts";
import { type Database, defaultAppId } from "../store/database.ts";
import { openTestDatabase } from "../store/ground.ts";
import { leaseOf } from "./lease.ts";

const clock = { now: () => 1_700_000_000_000 };
const leaseMs = 30_000;
let folder: string;
let db: Database;
let waited: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
  waited = 0;
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const storeOf = () => createConnectionStore(db, defaultAppId, clock, { modeOf: () => "sandbox" });

async function connected(): Promise<string> {
  const id = "conn_1";
  await storeOf().add({
    id,
    provider: "slack",
    mode: "sandbox",
    name: "acme",
    account: { id: "T1", label: "Acme" },
    status: "active",
    scopes: { bot: ["chat:write"] },
    tokens: "sealed",
  });
  return id;
}

const lease = (id: string) =>
  leaseOf(storeOf(), id, {
    isDone: () => false,
    wait: async (ms) => {
      waited += ms;
    },
  });

test("an attempt that its process gave up itself is taken over at once", async () => {
  const id = await connected();
  const first = await lease(id);
  if (first?.status !== "claimed") throw new Error("It was not claimed.");
  await first.leave();
  expect(await lease(id)).toMatchObject({ status: "claimed", wasCutOff: true });
  expect(waited).toBe(0);
});

test("one that stands still is taken over when it did so for the whole lease, and not before", async () => {
  const id = await connected();
  await lease(id);
  expect(await lease(id)).toMatchObject({ status: "claimed", wasCutOff: true });
  expect(waited).toBeGreaterThanOrEqual(leaseMs);
  expect(waited).toBeLessThan(leaseMs + 200);
});

test("of a connection that is gone there is nothing to renew", async () => {
  const id = await connected();
  await lease(id);
  await storeOf().remove(id);
  expect(await lease(id)).toBeUndefined();
});
