import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "jsonc-parser";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { slackConnector } from "../../connectors/slack/connector.ts";
import { slack } from "../../connectors/slack/provider.ts";
import { type Flow, flowSchema } from "../../flow/schema.ts";
import { type Database, defaultAppId } from "../../store/database.ts";
import { openTestDatabase } from "../../store/ground.ts";
import { createFunctionStore } from "../../store/functions.ts";
import { analyse } from "../analyse/analyse.ts";
import { type Functions, createFunctions } from "../functions.ts";
import { createRenderer } from "../render.ts";
import type { Verifier } from "../verify.ts";

export const catalog = createCatalog([slackConnector], [slack]);
export const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../../templates", import.meta.url)),
});
/** Types and lint take processes, and would find nothing that matters here. */
export const verifier: Verifier = {
  verify: async (code, rules) => analyse(code, catalog, rules),
};
export const prompt = "Send a Slack message to #general";

export function flowTo(channel: string, name = "post"): Flow {
  return flowSchema.parse({
    name,
    description: "Posts",
    trigger: { type: "manual" },
    steps: [{ id: "message", use: "slack.chat.postMessage", with: { channel, text: "Hello" } }],
  });
}

export let dataDir: string;
export let db: Database;
export let functions: Functions;
let watching: { close(): Promise<void> } | undefined;
export let logged: string[];

/** Functions of a folder of their own for each test; nobody watches it yet. */
export function useFunctions(): void {
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
    db = await openTestDatabase(dataDir);
    logged = [];
    functions = createFunctions({
      store: createFunctionStore(db, defaultAppId, { now: () => 1_700_000_000_000 }),
      renderer,
      verifier,
      catalog,
      mirrorDir: join(dataDir, "functions"),
      log: { write: (level, message) => logged.push(`${level}: ${message}`) },
    });
  });
  afterEach(async () => {
    await stop();
    await db.destroy();
    rmSync(dataDir, { recursive: true });
  });
}

export async function watch(): Promise<void> {
  watching = await functions.files.watch();
}
export async function stop(): Promise<void> {
  await watching?.close();
  watching = undefined;
}

export const folderOf = (name: string) => join(dataDir, "functions", name);
export const fileOf = (name: string, file = "entry.ts") => join(folderOf(name), file);
export const read = (name: string, file?: string) => readFileSync(fileOf(name, file), "utf8");
export const described = (name = "post") => parse(read(name, "function.jsonc"));
export const versionsOf = async (name: string) => (await functions.versions(name)).length;

/** Long enough for a busy machine. */
export const within = { timeout: 15_000, interval: 20 };

/** Waits for a version, and for the files to say so. */
export async function until(version: number, name = "post") {
  await vi.waitFor(async () => {
    expect((await functions.current(name)).version).toBe(version);
    expect(described(name).version).toBe(version);
  }, within);
  return functions.current(name);
}

export async function untilUnsaved(status: "broken" | "conflict", name = "post") {
  return vi.waitFor(() => {
    const file = functions.files.unsaved(name);
    expect(file?.status).toBe(status);
    return file;
  }, within);
}

/** Everything that was saved before this has been looked at when it comes back. */
export async function untilSeen(): Promise<void> {
  const marker = await functions.find("marker");
  if (!marker) {
    await functions.save(flowTo("#marker", "marker"), { prompt });
    return untilSeen();
  }
  edit("marker", (code) => `${code}\n// ${marker.version}\n`);
  await until(marker.version + 1, "marker");
}

export function edit(name: string, change: (text: string) => string, file?: string): void {
  writeFileSync(fileOf(name, file), change(read(name, file)));
}

/** An editor's save: a draft beside it, renamed over it. */
export function editByRename(name: string, change: (text: string) => string): void {
  writeFileSync(fileOf(name, "entry.ts.new"), change(read(name)));
  renameSync(fileOf(name, "entry.ts.new"), fileOf(name));
}

export const toRandom = (text: string) => text.replace('"#general"', '"#random"');
export const withNote = (text: string) => `${text}\n// A note\n`;
