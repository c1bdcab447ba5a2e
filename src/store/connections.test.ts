import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ConnectionMode, createConnectionStore } from "./connections.ts";
import { type Database, defaultAppId } from "./database.ts";
import { openTestDatabase } from "./ground.ts";

let folder: string;
let db: Database;
let mode: ConnectionMode;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(folder);
  mode = "sandbox";
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

function open() {
  const clock = { now: () => 1_700_000_000_000 };
  const store = createConnectionStore(db, defaultAppId, clock, { modeOf: () => mode });
  const connect = async (of: ConnectionMode, tokens: string) => {
    const id = store.newId();
    const account = { id: "T1:U1", label: "Acme" };
    const rest = { name: "acme", status: "active", scopes: {}, tokens } as const;
    expect(await store.add({ id, provider: "slack", mode: of, account, ...rest })).toBe(true);
    return id;
  };
  return { store, connect };
}

test("what the stand-in issued and what the provider issued are two, of which one counts", async () => {
  const { store, connect } = open();
  const made = await connect("sandbox", "tried");
  expect((await store.current("slack"))?.id).toBe(made);
  mode = "live";
  expect(await store.current("slack")).toBeUndefined();
  // The same account, as the provider names it, is another connection there.
  const real = await connect("live", "real");
  expect((await store.current("slack"))?.id).toBe(real);
  expect((await store.ofAccount("slack", "live", "T1:U1"))?.tokens).toBe("real");
  expect((await store.ofAccount("slack", "sandbox", "T1:U1"))?.tokens).toBe("tried");
  mode = "sandbox";
  expect((await store.current("slack"))?.id).toBe(made);
  const standing = (await store.list()).map((one) => [one.tokens, store.isPresent(one)] as const);
  expect(new Map(standing)).toEqual(
    new Map([
      ["real", false],
      ["tried", true],
    ]),
  );
});

test("connections from before there were modes are of the mode that their provider is in", async () => {
  const { store, connect } = open();
  const id = await connect("sandbox", "old");
  await db
    .updateTable("connections")
    .where("app_id", "=", defaultAppId)
    .set({ mode: null })
    .execute();
  expect(await store.current("slack")).toBeUndefined();
  mode = "live";
  await store.settleModes();
  expect(await store.current("slack")).toMatchObject({ id, mode: "live" });
  mode = "sandbox";
  await store.settleModes();
  expect(await store.find(id)).toMatchObject({ mode: "live" });
});

test("an account is chosen by its name, and a person's own is nobody else's", async () => {
  const { store } = open();
  const add = (name: string, accountId: string, more: { userId?: string; beside?: boolean }) =>
    store.add({
      id: store.newId(),
      provider: "slack",
      mode: "sandbox",
      name,
      account: { id: accountId, label: accountId },
      status: "active",
      scopes: {},
      tokens: accountId,
      ...more,
    });
  expect(await add("support", "T1", {})).toBe(true);
  expect(await add("sales", "T2", { beside: true })).toBe(true);
  expect(await add("sales", "T3", {})).toBe(false);
  expect(await add("sales", "T2", { userId: "user_mara" })).toBe(true);
  const taken = async (choice?: Parameters<typeof store.current>[1]) =>
    (await store.current("slack", choice))?.account.id;
  expect(await taken()).toBe("T1");
  expect(await taken({ name: "sales" })).toBe("T2");
  expect(await taken({ name: "marketing" })).toBeUndefined();
  expect(await taken({ userId: "user_mara" })).toBe("T2");
  expect(await taken({ userId: "user_mara", name: "support" })).toBeUndefined();
  expect(await taken({ userId: "user_olu" })).toBeUndefined();
  expect((await store.list()).map(({ name }) => name)).toEqual(["support", "sales"]);
  expect((await store.list("user_mara")).map(({ name }) => name)).toEqual(["sales"]);
  expect(await store.ofProvider("slack")).toHaveLength(3);
  const sales = await store.current("slack", { name: "sales" });
  if (!sales) throw new Error("The account is gone.");
  expect(await store.rename(sales, "support")).toBe(false);
  expect(await store.rename(sales, "sales")).toBe(true);
  expect(await store.rename(sales, "retail")).toBe(true);
  expect(await taken({ name: "retail" })).toBe("T2");
  expect(await taken({ userId: "user_mara", name: "sales" })).toBe("T2");
});
