import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../store/database.ts";
import { openTestDatabase } from "../store/ground.ts";
import { createRateCountStore } from "../store/rate-counts.ts";
import { createSignInLimits } from "./limits.ts";

const clock = { now: () => 1_700_000_000_000 };
let folder = "";
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const limits = () => createSignInLimits({ store: createRateCountStore(db, clock), clock });
const tooMany = { code: "access/too-many", extra: { retryAfter: 600 } };

test("one address tries many accounts so often and no more; another goes on", async () => {
  const { take } = limits();
  for (let tries = 0; tries < 60; tries++) await take("192.0.2.1", `person-${tries}@acme.example`);
  await expect(take("192.0.2.1", "next@acme.example")).rejects.toMatchObject(tooMany);
  await take("192.0.2.2", "next@acme.example");
});

test("a stranger keeps nobody out of their account, and many together try no list on it", async () => {
  const { take } = limits();
  const account = "vera-of-sales@acme.example";
  for (let tries = 0; tries < 10; tries++) await take("203.0.113.1", account);
  await expect(take("203.0.113.1", account)).rejects.toMatchObject(tooMany);
  await take("192.0.2.9", account);
  const lines = Array.from({ length: 9 }, (_, line) => `203.0.113.${line + 2}`);
  for (const line of lines)
    for (let tries = 0; tries < 10; tries++) await take(line, account).catch(() => {});
  await expect(take("198.51.100.77", account)).rejects.toMatchObject(tooMany);
});

test("who knew it is forgiven what they mistyped, and so is their address this once", async () => {
  const { take, forgive } = limits();
  const account = "vera@acme.example";
  for (let day = 0; day < 3; day++) {
    for (let tries = 0; tries < 10; tries++) await take(`198.51.100.${day}`, account);
    await forgive(`198.51.100.${day}`, account);
  }
  for (let tries = 0; tries < 100; tries++) {
    await take("192.0.2.3");
    await forgive("192.0.2.3");
  }
  await expect(take("192.0.2.3", account)).resolves.toBeUndefined();
});
