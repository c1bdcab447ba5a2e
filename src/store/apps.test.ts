import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKeyStore } from "./api-keys.ts";
import { type StoredApp, createAppsStore, tablesOfApp } from "./apps.ts";
import { openTestDatabase } from "./ground.ts";
import { type Database, defaultAppId, defaultWorkspaceId } from "./database.ts";

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

test("all that an app can have goes with it", async () => {
  const tables = await db.introspection.getTables();
  const ofApp = tables.filter(({ columns }) => columns.some(({ name }) => name === "app_id"));
  // What was done stays on record, and nobody can delete it.
  expect(ofApp.map(({ name }) => name).toSorted()).toEqual(
    [...tablesOfApp, "audit_log"].toSorted(),
  );
});

/** As it is read before it is erased. */
async function stored(id: string): Promise<StoredApp> {
  const app = await createAppsStore(db, clock).get(id);
  if (!app) throw new Error(`There is no ${id}.`);
  return app;
}

test("what is there belongs to the first app of the first workspace", async () => {
  const store = createAppsStore(db, clock);
  expect(await store.find("default")).toMatchObject({
    id: defaultAppId,
    workspaceId: defaultWorkspaceId,
  });
  expect((await store.workspaces()).map(({ id }) => id)).toEqual([defaultWorkspaceId]);
});

test("a slug is one app's, also while that app can come back", async () => {
  const store = createAppsStore(db, clock);
  const second = { workspaceId: defaultWorkspaceId, slug: "second", name: "Second" };
  const made = await store.add(second);
  expect(made).toMatchObject(second);
  expect(await store.add(second)).toBeUndefined();
  await store.markDeleted(made?.id ?? "");
  expect(await store.add(second)).toBeUndefined();
  expect((await store.list()).map(({ slug }) => slug)).toEqual(["default"]);
  expect((await store.list("deleted")).map(({ slug }) => slug)).toEqual(["second"]);
});

test("an app that is erased leaves nothing, and nothing of another goes", async () => {
  const store = createAppsStore(db, clock);
  const made = await store.add({ workspaceId: defaultWorkspaceId, slug: "third", name: "Third" });
  const id = made?.id ?? "";
  await createApiKeyStore(db, id, clock).create({ name: "Its own" });
  const kept = await createApiKeyStore(db, defaultAppId, clock).create({ name: "Kept" });
  await store.markDeleted(id);
  expect(await store.erase(await stored(id))).toBe(true);
  expect(await store.get(id)).toBeUndefined();
  expect(await createApiKeyStore(db, id, clock).list()).toEqual([]);
  await store.markDeleted(defaultAppId);
  expect(await store.erase(await stored(defaultAppId))).toBe(false);
  await store.undelete(defaultAppId);
  expect((await createApiKeyStore(db, defaultAppId, clock).find(kept.key))?.id).toBe(kept.id);
});

test("an app that was brought back in between is not erased, nor is one that was deleted anew", async () => {
  const store = createAppsStore(db, clock);
  const made = await store.add({ workspaceId: defaultWorkspaceId, slug: "fourth", name: "Fourth" });
  const id = made?.id ?? "";
  await createApiKeyStore(db, id, clock).create({ name: "Its own" });
  await store.markDeleted(id);
  const seen = await stored(id);
  expect(await store.undelete(id)).toBe(true);
  expect(await store.erase(seen)).toBe(false);
  await createAppsStore(db, { now: () => clock.now() + 1000 }).markDeleted(id);
  expect(await store.erase(seen)).toBe(false);
  expect(await createApiKeyStore(db, id, clock).list()).toHaveLength(1);

  expect(await store.erase(await stored(id))).toBe(true);
  expect(await store.undelete(id)).toBe(false);
});

test("of who erases an app and who brings it back at the same moment one wins, and wins wholly", async () => {
  const store = createAppsStore(db, clock);
  for (let round = 0; round < 10; round++) {
    const slug = `race-${round}`;
    const made = await store.add({ workspaceId: defaultWorkspaceId, slug, name: slug });
    const id = made?.id ?? "";
    await createApiKeyStore(db, id, clock).create({ name: "Its own" });
    await store.markDeleted(id);
    const [erased, back] = await Promise.all([stored(id).then(store.erase), store.undelete(id)]);
    expect([erased, back]).toContain(true);
    expect(erased).toBe(!back);
    expect(await createApiKeyStore(db, id, clock).list()).toHaveLength(back ? 1 : 0);
  }
});
