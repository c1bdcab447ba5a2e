import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageSpec } from "../contract/page-spec.ts";
import { type Database } from "./database.ts";
import { openTestDatabase } from "./ground.ts";
import { type PageStore, createPageStore } from "./pages.ts";

const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
let db: Database;
let store: PageStore;
let now = Date.parse("2026-01-01T00:00:00Z");

beforeAll(async () => {
  db = await openTestDatabase(folder);
  store = createPageStore(db, "app_default", { now: () => (now += 1000) });
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const madeBy = { what: "hand", via: "api" } as const;
const page = (slug: string, title = slug) => ({
  spec: pageSpec.parse({ slug, title, blocks: [{ id: "b", type: "text", text: "Hi" }] }),
  madeBy,
});

describe("versions of a page", () => {
  test("are appended to the one that was expected, and to no other", async () => {
    await store.append({ ...page("a"), prompt: "Make it" }, 0);
    await store.append(page("a", "Second"), 1);
    expect(await store.current("a")).toMatchObject({
      version: 2,
      spec: { title: "Second" },
      madeBy,
    });
    expect(await store.version("a", 1)).toMatchObject({ prompt: "Make it", spec: { title: "a" } });
    await expect(store.append(page("a", "Late"), 1)).rejects.toMatchObject({
      code: "page/changed",
      extra: { version: 2 },
    });
    await expect(store.append(page("a"), 0)).rejects.toMatchObject({ code: "page/slug-taken" });
    await expect(store.append(page("none"), 3)).rejects.toMatchObject({ code: "page/changed" });
    expect((await store.versions("a")).map(({ version }) => version)).toEqual([2, 1]);
  });

  test("of two writers at once one is refused", async () => {
    const both = await Promise.allSettled([
      store.append(page("a", "One"), 2),
      store.append(page("a", "Other"), 2),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("have the same entity tag exactly where they are the same", async () => {
    await store.append(page("a", "Second"), 3);
    const [fourth, third, second] = await store.versions("a");
    expect(fourth?.etag).toBe(second?.etag);
    expect(fourth?.etag).not.toBe(third?.etag);
  });
});

describe("an address", () => {
  test("that a page had before leads to it, until another page takes it", async () => {
    await store.append(page("b"), 0);
    await store.append(page("c"), 1, "b");
    expect(await store.current("b")).toBeUndefined();
    expect(await store.aliased("b")).toBe("c");
    expect((await store.versions("c")).map(({ slug, spec }) => [slug, spec.slug])).toEqual([
      ["c", "c"],
      ["c", "b"],
    ]);
    await store.append(page("b", "New"), 0);
    expect(await store.aliased("b")).toBeUndefined();
    await expect(store.append(page("b"), 2, "c")).rejects.toMatchObject({
      code: "page/slug-taken",
    });
    expect(await store.current("c")).toMatchObject({ version: 2 });
  });

  test("is given back, and taken again", async () => {
    await store.append(page("d"), 0);
    await store.append(page("e"), 1, "d");
    await store.append(page("d"), 2, "e");
    expect(await store.current("d")).toMatchObject({ version: 3 });
    expect([await store.aliased("e"), await store.aliased("d")]).toEqual(["d", undefined]);
  });
});

describe("a deleted page", () => {
  test("comes back with its versions, unless another has its address by now", async () => {
    await store.append(page("f"), 0);
    await expect(store.remove("f", 2)).rejects.toMatchObject({ code: "page/changed" });
    await store.remove("f", 1);
    expect(await store.current("f")).toBeUndefined();
    expect((await store.deleted()).map(({ slug }) => slug)).toEqual(["f"]);
    await store.append(page("f", "Another"), 0);
    await expect(store.undelete("f")).rejects.toMatchObject({ code: "page/slug-taken" });
    await store.remove("f", 1);
    expect(await store.undelete("f")).toBe(true);
    expect(await store.current("f")).toMatchObject({ spec: { title: "Another" } });
    expect(await store.undelete("none")).toBe(false);
  });
});

test("embedding belongs to the page, whatever it is called", async () => {
  await store.append(page("g"), 0);
  await store.embed("g", { keyHash: "hash", origins: ["https://a.example"] });
  await store.append(page("h"), 1, "g");
  expect((await store.current("h"))?.embed).toMatchObject({
    keyHash: "hash",
    origins: ["https://a.example"],
  });
  await store.embed("h", undefined);
  expect((await store.current("h"))?.embed).toBeUndefined();
});

test("another app has none of it", async () => {
  const other = createPageStore(db, "app_other", { now: () => now });
  expect(await other.list()).toEqual([]);
  expect(await other.current("a")).toBeUndefined();
  expect(await other.aliased("e")).toBeUndefined();
  expect(await other.undelete("f")).toBe(false);
});
