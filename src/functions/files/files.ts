import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Catalog } from "../../catalog/catalog.ts";
import type { FunctionFileView } from "../../contract/function.ts";
import type { Log } from "../../core/log.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import type { FunctionStore } from "../../store/functions.ts";
import { type Pair, moveFolder, readPair, removePair, writePair } from "./disk.ts";
import { type Judgement, createJudge } from "./judge.ts";
import { bringTogether } from "./start.ts";
import { type TakeDependencies, createTake } from "./take.ts";
import { watchFolders } from "./watch.ts";

interface FilesDependencies extends Omit<TakeDependencies, "judge"> {
  readonly folder: string;
  readonly store: FunctionStore;
  readonly catalog: Catalog;
  readonly log: Log;
}

/**
 * Keeps the current version of each function as files, and takes what a person saves in them as the
 * next version. The database is what counts: files that cannot be written are said and lose nothing,
 * and text that is in no version is never written over.
 */
export function createFunctionFiles({ folder, store, catalog, log, ...saving }: FilesDependencies) {
  const judge = createJudge({ store, catalog });
  const take = createTake(saving);
  const folderOf = (name: string) => join(folder, name);

  /** What is in a file and in no version, by function. */
  const unsaved = new Map<string, FunctionFileView>();
  /** Functions whose files are to be looked at; undefined while nobody watches. */
  let pending: Set<string> | undefined;
  let settling: Promise<void> | undefined;

  async function attempt(name: string, work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.write("warn", `The files of ${name} in ${folder} could not be kept: ${reason}`);
    }
  }

  /** Brings the files to the current version. What is in no version stays, but for what was `taken` into one. */
  async function write(name: string, taken?: Pair): Promise<void> {
    for (;;) {
      const current = await store.current(name);
      if (!current) return;
      const seen = readPair(folderOf(name));
      const { status } = await judge(current, seen);
      if (status !== "missing" && status !== "saved" && !isDeepStrictEqual(seen, taken))
        return leave(name);
      // Two processes that write at once would leave older code beside a newer description.
      const isWritten = await store.whileCurrent(current, () =>
        writePair(folderOf(name), current, seen),
      );
      if (!isWritten) continue;
      unsaved.delete(name);
      return;
    }
  }

  function leave(name: string): void {
    if (pending) look(name);
    else
      log.write(
        "warn",
        `${folderOf(name)} holds changes that are in no version; they stay, and are looked at when the server runs.`,
      );
  }

  function note(name: string, seen: Pair, file: FunctionFileView): void {
    if (!isDeepStrictEqual(readPair(folderOf(name)), seen)) return look(name);
    if (isDeepStrictEqual(unsaved.get(name), file)) return;
    unsaved.set(name, file);
    const errors = file.problems.filter(({ severity }) => severity === "error");
    const lines = errors.map(({ line, message }) =>
      line === undefined ? message : `line ${line}: ${message}`,
    );
    log.write(
      "warn",
      `${join(folderOf(name), file.name)} was not saved, and the last version keeps running: ${lines.join("; ")}`,
    );
  }

  /** Takes what a person changed, and brings the files to the current version. */
  async function settle(name: string, mode: "live" | "start"): Promise<void> {
    const current = await store.current(name);
    if (!current) return void unsaved.delete(name);
    const seen = readPair(folderOf(name));
    const judgement: Judgement = await judge(current, seen);
    if (judgement.status === "unsaved") return note(name, seen, judgement.file);
    if (judgement.status === "edited") {
      const outcome = await take(current, judgement.edit, seen);
      if (outcome.status === "changed") return look(name);
      if (outcome.status === "unsaved") return note(name, seen, outcome.file);
      log.write("info", `${folderOf(name)} was saved as version ${outcome.version.version}.`);
      return write(name, seen);
    }
    // A file that is gone stays away until the next start or version, unless that settles what was open.
    if (judgement.status === "saved" || unsaved.has(name) || mode === "start") await write(name);
  }

  function look(name: string): void {
    if (!pending) return;
    pending.add(name);
    settling ??= settleAll(pending);
  }

  async function settleAll(names: Set<string>): Promise<void> {
    for (const name of names) {
      names.delete(name);
      await attempt(name, () => settle(name, "live"));
    }
    settling = undefined;
  }

  /** Removes what is in a version; the rest stays. */
  async function clear(own: string, version: FunctionVersion): Promise<void> {
    const seen = readPair(own);
    if ((await judge(version, seen)).status === "saved") removePair(own, seen);
  }

  const remove = (version: FunctionVersion) =>
    attempt(version.name, () => {
      unsaved.delete(version.name);
      return clear(folderOf(version.name), version);
    });

  return {
    /** After a version was saved. */
    write: (name: string) => attempt(name, () => write(name)),
    /** After a function got another name: its folder goes along, with all that a person put there. */
    rename: (was: string, version: FunctionVersion) =>
      attempt(version.name, async () => {
        unsaved.delete(was);
        if (!moveFolder(folderOf(was), folderOf(version.name))) await clear(folderOf(was), version);
        await write(version.name);
      }),
    /** After a function was deleted. */
    remove,
    /** What stands in a file and in no version, or undefined. */
    unsaved: (name: string): FunctionFileView | undefined => unsaved.get(name),
    /** Names of the functions with such a file. */
    allUnsaved: (): readonly string[] => [...unsaved.keys()],
    /** Gives up what is in no version: the files become those of the current one. */
    discard: (name: string) => attempt(name, () => write(name, readPair(folderOf(name)))),
    /**
     * Brings files and versions together, and keeps them so. Until it is closed, a file that is saved
     * becomes a version.
     */
    async watch(): Promise<{ close(): Promise<void> }> {
      mkdirSync(folder, { recursive: true });
      pending = new Set();
      const watcher = await watchFolders(folder, look, (reason) =>
        log.write("warn", `Changes in ${folder} may go unnoticed: ${reason}`),
      );
      await bringTogether({ folder, store, attempt, settle, remove });
      return {
        async close() {
          await watcher.close();
          pending?.clear();
          pending = undefined;
          await settling;
        },
      };
    },
  };
}
