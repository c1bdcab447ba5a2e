import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAudit } from "../../src/audit/audit.ts";
import { openKeyRing } from "../../src/connections/key-ring.ts";
import { createKeyRotation } from "../../src/connections/key-rotation.ts";
import { createVault } from "../../src/connections/vault.ts";
import { systemClock as clock } from "../../src/core/clock.ts";
import { silentLog as log } from "../../src/core/log.ts";
import { createAuditStore } from "../../src/store/audit.ts";
import { type Database, defaultAppId as appId } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { createSealedStore } from "../../src/store/sealed.ts";
import { createServerSecretStore } from "../../src/store/server-secrets.ts";

/** Two processes on one Postgres that do the same at the same time. */
const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
let databases: readonly Database[] = [];

beforeAll(async () => {
  databases = [
    await openTestDatabase(dataDir, "postgres"),
    await openTestDatabase(dataDir, "postgres"),
  ];
}, 120_000);
afterAll(async () => {
  await Promise.all(databases.map((db) => db.destroy()));
  rmSync(dataDir, { recursive: true });
});

async function openRotation(encryptionKey: string, db: Database) {
  const ring = await openKeyRing({ dataDir, encryptionKey });
  const vault = createVault(ring);
  const rotation = createKeyRotation({
    ring,
    vault,
    store: createSealedStore(db),
    log,
    onDropped: () => {},
    graceMs: 10,
  });
  return { vault, rotation, secrets: createServerSecretStore(db, clock) };
}

test("the audit log is one chain, whoever writes it", async () => {
  const audits = databases.map((db) =>
    createAudit({ store: createAuditStore(db, appId, clock), appId, clock, log }),
  );
  const each = 60;
  await Promise.all(
    audits.flatMap((audit, process) =>
      Array.from({ length: each }, (_, at) =>
        audit.record({
          act: "encryption.dropped",
          caller: { principal: "server" },
          subject: `${process}-${at}`,
        }),
      ),
    ),
  );
  expect(await audits[0]?.verify()).toMatchObject({ status: "whole", entries: 2 * each });
});

test("a key that all read before one writes with it is changed while both work", async () => {
  const [older = "", newer = ""] = [0, 1].map(() => randomBytes(32).toString("base64"));
  const [one, other] = databases;
  if (!one || !other) throw new Error("There is no database.");
  const contextOf = (row: string) => ({ appId: "server", row, purpose: "server" }) as const;
  let [a, b] = [await openRotation(older, one), await openRotation(older, other)];
  const names: string[] = [];
  /** Each writes, and both read all that was written. */
  async function work(): Promise<void> {
    for (const { vault, secrets } of [a, b]) {
      const name = `round-${names.length}`;
      await secrets.settle(name, vault.encrypt(name, contextOf(name)));
      names.push(name);
    }
    for (const { vault, secrets } of [a, b])
      for (const name of names)
        expect(vault.decrypt((await secrets.find(name)) ?? "", contextOf(name))).toBe(name);
  }
  await work();
  for (const keys of [`${older},${newer}`, `${newer},${older}`, newer]) {
    await a.rotation.close();
    a = await openRotation(keys, one);
    a.rotation.begin();
    await work();
    await b.rotation.close();
    b = await openRotation(keys, other);
    b.rotation.begin();
    await work();
    await expect.poll(async () => (await b.rotation.view()).left, { timeout: 20_000 }).toBe(0);
  }
  await Promise.all([a.rotation.close(), b.rotation.close()]);
});

test("two that encrypt anew at once, while one writes, leave nothing that the old key is needed for", async () => {
  const [older = "", newer = ""] = [0, 1].map(() => randomBytes(32).toString("base64"));
  const contextOf = (row: string) => ({ appId: "server", row, purpose: "server" }) as const;
  const [one, other] = databases;
  if (!one || !other) throw new Error("There is no database.");
  const before = await openRotation(older, one);
  const names = Array.from({ length: 300 }, (_, at) => `secret-${at}`);
  for (const name of names)
    await before.secrets.settle(name, before.vault.encrypt(name, contextOf(name)));

  const [a, b] = [
    await openRotation(`${newer},${older}`, one),
    await openRotation(`${newer},${older}`, other),
  ];
  a.rotation.begin();
  b.rotation.begin();
  // What is written meanwhile is not undone by whoever read the row before.
  for (const name of names.slice(0, 50))
    await a.secrets.replace(name, a.vault.encrypt(`${name} anew`, contextOf(name)));
  await expect.poll(async () => (await a.rotation.view()).left, { timeout: 20_000 }).toBe(0);
  await Promise.all([a.rotation.close(), b.rotation.close()]);

  const after = await openRotation(newer, one);
  for (const [at, name] of names.entries()) {
    const text = after.vault.decrypt((await after.secrets.find(name)) ?? "", contextOf(name));
    expect(text).toBe(at < 50 ? `${name} anew` : name);
  }
});
