import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { silentLog } from "../core/log.ts";
import { createConnectionStore } from "../store/connections.ts";
import { type Database } from "../store/database.ts";
import { openTestDatabase } from "../store/ground.ts";
import { createSealedStore, sealedColumns } from "../store/sealed.ts";
import { keyId, openKeyRing } from "./key-ring.ts";
import { createKeyRotation } from "./key-rotation.ts";
import { createTokenCipher } from "./tokens.ts";
import { parseKeys } from "./vault-keys.ts";
import { createVault } from "./vault.ts";

const appId = "app_default";
const clock = { now: () => Date.now() };
let dataDir: string;
let db: Database;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  db = await openTestDatabase(dataDir);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await db.destroy();
  rmSync(dataDir, { recursive: true });
});

/** As one process has it. */
async function openProcess(encryptionKey?: string) {
  const ring = await openKeyRing({ dataDir, encryptionKey });
  const vault = createVault(ring);
  const dropped: string[] = [];
  const store = createSealedStore(db);
  const rotation = createKeyRotation({
    ring,
    vault,
    store,
    log: silentLog,
    onDropped: (id) => dropped.push(id),
    graceMs: 30,
  });
  closing.push(rotation.close);
  const cipher = createTokenCipher(vault, appId);
  const connections = createConnectionStore(db, appId, clock, { modeOf: () => "sandbox" });
  return { ring, vault, rotation, store, cipher, connections, dropped };
}
type Process = Awaited<ReturnType<typeof openProcess>>;

const tokenOf = (index: number, generation: number) => ({
  bot: { accessToken: `access-${index}-${generation}`, scopes: [] },
});

async function connect({ cipher, connections }: Process, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const id = `conn_${index}`;
    const sealed = cipher.seal(tokenOf(index, 0), id);
    const account = { id: `acc${index}`, label: `Account ${index}` };
    await connections.add({
      id,
      provider: "slack",
      mode: "sandbox",
      account,
      name: `account-${index}`,
      userId: "",
      status: "active",
      ...sealed,
    });
  }
}

/** Writes a new token as a refresh does: only where the row is the one that was read. */
async function refresh({ cipher, connections }: Process, index: number, generation: number) {
  for (;;) {
    const row = await connections.find(`conn_${index}`);
    if (!row) throw new TypeError("A connection is lost.");
    // What a provider needs for it.
    await setImmediate();
    const sealed = cipher.seal(tokenOf(index, generation), row.id);
    if (await connections.change(row, { status: "active", ...sealed })) return;
  }
}

async function generationOf({ cipher, connections }: Process, index: number): Promise<number> {
  const row = await connections.find(`conn_${index}`);
  const access = row && cipher.open(row).bot?.accessToken;
  return Number(access?.split("-")[2]);
}

const file = () => join(dataDir, "encryption-key");
const keysInFile = () => parseKeys(readFileSync(file(), "utf8"), "file");

test("everything is encrypted anew while tokens are refreshed, and the old key reads nothing", async () => {
  const here = await openProcess();
  const other = await openProcess();
  await connect(here, 600);
  const [old] = keysInFile();
  if (!old) throw new TypeError("There is no key.");
  const last = new Map<number, number>();
  const written: string[] = [];
  await here.rotation.rotate();
  for (let round = 1; round <= 400; round++) {
    const [by, index] = [round % 2 === 0 ? here : other, (round * 7) % 600];
    await refresh(by, index, round);
    last.set(index, round);
    const now = await by.connections.find(`conn_${index}`);
    written.push(now?.tokens.split(".")[1] ?? "");
  }
  // From the first moment on no process writes with the old key.
  expect(new Set(written)).toEqual(new Set([here.ring.current().map(keyId)[0]]));
  await expect.poll(async () => (await here.rotation.view()).status).toBe("settled");
  for (let index = 0; index < 600; index++)
    expect(await generationOf(other, index)).toBe(last.get(index) ?? 0);
  expect(here.dropped).toEqual([keyId(old)]);
  expect(keysInFile()).toHaveLength(1);
  const alone = createTokenCipher(createVault([old]), appId);
  for (const row of await here.connections.list())
    expect(() => alone.open(row)).toThrow(expect.objectContaining({ code: "vault/key" }));
});

test("a token that was refreshed after it was read is not overwritten with the one before", async () => {
  const here = await openProcess();
  await connect(here, 1);
  const { store, vault } = here;
  const [read] = await store.notBy("none", 10);
  if (!read) throw new TypeError("Nothing is stored.");
  const { appId: of, row, purpose, text } = read;
  const anew = vault.encrypt(vault.decrypt(text, { appId: of, row, purpose }), {
    appId: of,
    row,
    purpose,
  });
  await refresh(here, 0, 5);
  expect(await store.replace(read, anew)).toBe(false);
  expect(await generationOf(here, 0)).toBe(5);
});

test("what was stopped in the middle goes on at the next start", async () => {
  const first = await openProcess();
  await connect(first, 500);
  await first.ring.add();
  first.rotation.begin();
  await expect.poll(async () => (await first.rotation.view()).left).toBeLessThan(500);
  await first.rotation.close();
  const next = await openProcess();
  expect((await next.rotation.view()).keys).toHaveLength(2);
  next.rotation.begin();
  await expect.poll(async () => (await next.rotation.view()).status).toBe("settled");
  expect(await generationOf(next, 499)).toBe(0);
});

test("keys of the environment: the first encrypts, and it is said when the others can go", async () => {
  const before = await openProcess();
  await connect(before, 20);
  const old = readFileSync(file(), "utf8").trim();
  const key = Buffer.alloc(32, 7).toString("base64");
  const next = await openProcess(`${key},${old}`);
  await expect(next.rotation.rotate()).rejects.toMatchObject({ code: "settings/set-elsewhere" });
  next.rotation.begin();
  await expect.poll(async () => (await next.rotation.view()).status).toBe("old-key-unused");
  const alone = await openProcess(key);
  expect(await alone.rotation.view()).toMatchObject({ left: 0, status: "settled" });
  expect(await generationOf(alone, 19)).toBe(0);
});

test("what no key reads stays as it is, and stops nothing", async () => {
  const here = await openProcess();
  await connect(here, 3);
  await db
    .updateTable("connections")
    .set({ tokens: "v1.lostkey0.AAAA.AAAA.AAAA" })
    .where("app_id", "=", appId)
    .where("id", "=", "conn_1")
    .execute();
  await here.rotation.rotate();
  await expect.poll(async () => (await here.rotation.view()).status).toBe("settled");
  expect(await here.rotation.view()).toMatchObject({ unreadable: 1, left: 0, total: 3 });
  expect(await generationOf(here, 2)).toBe(0);
});

test("keys that two processes add at once are both kept", async () => {
  const [here, other] = [await openProcess(), await openProcess()];
  const [old] = keysInFile();
  await Promise.all([here.ring.add(), other.ring.add(), here.ring.add()]);
  expect(keysInFile()).toHaveLength(4);
  expect(keysInFile().at(-1)).toEqual(old);
  expect(here.ring.current()).toEqual(other.ring.current());
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir).filter((name) => name.startsWith("encryption-key"))).toEqual([
    "encryption-key",
  ]);
});

test("every purpose of the vault has a place, and every place is a column", async () => {
  const tables = await db.introspection.getTables();
  for (const { table, column, row, ...of } of Object.values(sealedColumns).flat()) {
    const columns = tables.find(({ name }) => name === table)?.columns.map(({ name }) => name);
    expect(columns).toEqual(
      expect.arrayContaining([column, row, ...("app" in of ? [] : ["app_id"])]),
    );
  }
});
