import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parse } from "jsonc-parser";
import { sql } from "kysely";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Database } from "../../src/store/database.ts";
import { etagOf } from "../../src/store/function-version.ts";
import { databaseOfTests, testDialect } from "../../src/store/ground.ts";
import { openFunctions } from "./ground.ts";

/**
 * A process that is killed while it saves leaves the old version or the new one, whole, in the
 * database and on disk, and what it said is saved is there.
 */
const project = fileURLToPath(new URL("../..", import.meta.url));
let root: string;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "patchbay-"));
  // In one file it starts in a fraction of the time, and many are started.
  await build({
    configFile: false,
    logLevel: "error",
    root: project,
    build: {
      ssr: fileURLToPath(new URL("saver.ts", import.meta.url)),
      outDir: root,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: "saver.mjs" } },
    },
    ssr: { noExternal: true, external: ["better-sqlite3", "oxfmt", "pg"] },
  });
  symlinkSync(join(project, "node_modules"), join(root, "node_modules"));
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(root, { recursive: true });
});

const newFolder = () => mkdtempSync(join(root, "data-"));

/** A child, and by what signal it will have ended. */
function start(dataDir: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(root, "saver.mjs"), dataDir, ...args], {
    env: databaseOfTests(),
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.add(child);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on("close", (_, signal) => {
      children.delete(child);
      resolve(signal);
    });
  });
  return { child, ended };
}

const textOf = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

/** What a killed process left behind on disk: nothing amiss, or which of the two files is behind. */
type Left = "none" | "both" | "description" | "moved";

/** Connections whose last statement Postgres has not ended yet, though who sent it is gone. */
async function atWork(db: Database): Promise<number> {
  if (testDialect === "sqlite") return 0;
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Judges what is there after a kill, then lets a start put it right. */
async function judge(dataDir: string, checked: number) {
  const { db, store, functions, close } = await openFunctions(dataDir);
  await expect.poll(() => atWork(db)).toBe(0);
  const folders = join(dataDir, "functions");
  const [current, ...others] = [...(await store.list()), ...(await store.deleted())];
  if (!current) throw new Error("The function is gone");
  expect(others).toEqual([]);

  if ((await store.list()).length === 0) {
    await functions.undelete(current.name); // killed between a deletion and its undoing
  }
  const etags = new Map<number, string | undefined>();
  for (let number = Math.max(1, checked); number <= current.version; number += 1) {
    const version = await store.version(current.name, number);
    etags.set(number, version?.etag);
    expect(version && etagOf(version)).toBe(etags.get(number));
  }
  expect(await store.version(current.name, current.version + 1)).toBeUndefined();

  /** Code of the versions from one on. */
  const codes = async (from: number) => {
    const found: (string | undefined)[] = [];
    for (let number = from; number <= current.version; number += 1)
      found.push((await store.version(current.name, number))?.code);
    return found;
  };
  let left: Left = "none";
  for (const folder of existsSync(folders) ? readdirSync(folders) : []) {
    const [entry, described] = [
      textOf(join(folders, folder, "entry.ts")),
      parse(textOf(join(folders, folder, "function.jsonc")) ?? "{}"),
    ];
    // Nothing half written; without a description, none was reached yet.
    expect([undefined, ...(await codes(described.version ?? 0))]).toContain(entry);
    const named = await store.version(current.name, described.version ?? 0);
    expect(named?.etag).toBe(described.etag);
    if (folder !== current.name) left = "moved";
    else if (named?.version !== current.version)
      left = entry === current.code ? "description" : "both";
  }

  const watching = await functions.files.watch();
  await watching.close();
  expect(readdirSync(folders)).toEqual([current.name]);
  expect(readdirSync(join(folders, current.name))).toEqual(["entry.ts", "function.jsonc"]);
  expect(readFileSync(join(folders, current.name, "entry.ts"), "utf8")).toBe(current.code);
  expect(parse(readFileSync(join(folders, current.name, "function.jsonc"), "utf8"))).toMatchObject({
    name: current.name,
    version: current.version,
    etag: current.etag,
  });
  expect(await functions.current(current.name)).toEqual(current);
  await close();
  return { current, left, etags };
}

// Postgres makes them in one transaction.
test.skipIf(testDialect === "postgres")(
  "a kill while the tables are made leaves a data folder that opens",
  async () => {
    for (const table of ["chats", "functions", "function_aliases"]) {
      const dataDir = newFolder();
      expect(await start(dataDir, `before table ${table}`).ended).toBe("SIGKILL");
      const { functions, close } = await openFunctions(dataDir);
      expect(await functions.list()).toEqual([]);
      await close();
    }
  },
);

describe("a kill at a step of a save", () => {
  test.each([
    ["before commit", "old", "none"],
    ["after commit", "new", "both"],
    ["after draft entry.ts", "new", "both"],
    ["before replaced entry.ts", "new", "both"],
    ["after replaced entry.ts", "new", "description"],
    ["after draft function.jsonc", "new", "description"],
    ["after replaced function.jsonc", "new", "none"],
  ] as const)("%s leaves the %s version", async (step, which, left) => {
    for (const change of ["flow", "hand"]) {
      const dataDir = newFolder();
      expect(await start(dataDir, step, change).ended).toBe("SIGKILL");
      const found = await judge(dataDir, 0);
      expect(found).toMatchObject({ current: { version: which === "new" ? 2 : 1 }, left });
    }
  });

  test.each([
    ["before commit", "first", "none"],
    ["after commit", "second", "moved"],
    ["before moved", "second", "moved"],
    ["after moved", "second", "description"],
  ] as const)("%s leaves the name %s", async (step, name, left) => {
    const dataDir = newFolder();
    expect(await start(dataDir, step, "rename").ended).toBe("SIGKILL");
    expect(await judge(dataDir, 0)).toMatchObject({ current: { name }, left });
  });
});

test("a kill at any moment loses nothing that was said to be saved", async () => {
  const kills = 200;
  const found: Left[] = [];
  await Promise.all(
    Array.from({ length: 2 }, async () => {
      const dataDir = newFolder();
      let checked = 0;
      let next = start(dataDir);
      for (let kill = 0; kill < kills / 2; kill += 1) {
        const { child, ended } = next;
        let said = "";
        child.stdout?.on("data", (text) => (said += text));
        const isSaving = new Promise((resolve) => child.stdout?.once("data", resolve));
        child.stdin?.write("go\n");
        next = start(dataDir);
        await Promise.race([isSaving, ended]);
        await wait(Math.random() * 20);
        child.kill("SIGKILL");
        expect(await ended).toBe("SIGKILL");

        const acknowledged = said.split("\n").slice(0, -1);
        const [version = "", etag] = acknowledged.at(-1)?.split(" ") ?? [];
        const { current, left, etags } = await judge(dataDir, checked);
        expect([Number(version), Number(version) + 1]).toContain(current.version);
        expect(etags.get(Number(version))).toBe(etag);
        checked = current.version;
        found.push(left);
      }
      next.child.kill("SIGKILL");
      await next.ended;
    }),
  );
  expect(found.length).toBe(kills);
  const between = found.filter((left) => left !== "none");
  expect(between.length).toBeGreaterThan(5);
}, 180_000);
