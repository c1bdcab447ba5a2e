import { rmSync } from "node:fs";
import { join } from "node:path";
import type { FunctionVersion } from "../../store/function-version.ts";
import type { FunctionStore } from "../../store/functions.ts";
import { foldersIn, isSameText, moveFolder, readText, removeDrafts } from "./disk.ts";

interface StartDependencies {
  readonly folder: string;
  readonly store: FunctionStore;
  /** One function's trouble is said and keeps nobody else waiting. */
  readonly attempt: (name: string, work: () => Promise<void> | void) => Promise<void>;
  readonly settle: (name: string, mode: "start") => Promise<void>;
  /** Of a deleted function. */
  readonly remove: (version: FunctionVersion) => Promise<void>;
}

/** Finishes what a process that ended left half done, and takes what was edited since. */
export async function bringTogether({ folder, store, attempt, settle, remove }: StartDependencies) {
  const folderOf = (name: string) => join(folder, name);
  const live = await store.list();
  const isLive = (name: string) => live.some((one) => one.name === name);
  const deleted = await store.deleted();
  for (const name of foldersIn(folder))
    await attempt(name, async () => {
      removeDrafts(folderOf(name));
      if (isLive(name)) return;
      const today = await store.aliased(name);
      if (today !== undefined) moveFolder(folderOf(name), folderOf(today));
      for (const version of deleted) if (version.name === name) await remove(version);
    });
  for (const { name } of live)
    await attempt(name, async () => {
      await removeEarlier(folderOf(name), () => store.versions(name));
      await settle(name, "start");
    });
}

/** Files of an earlier release, where they are what it wrote. */
async function removeEarlier(
  folder: string,
  versions: () => Promise<readonly FunctionVersion[]>,
): Promise<void> {
  const code = readText(join(folder, "index.ts"));
  if (code.status === "text" && (await versions()).some((one) => isSameText(one.code, code.text)))
    rmSync(join(folder, "index.ts"));
  const flow = readText(join(folder, "flow.json"));
  if (flow.status === "text" && (await versions()).some((one) => isFlowOf(flow.text, one)))
    rmSync(join(folder, "flow.json"));
}

function isFlowOf(text: string, { flow }: FunctionVersion): boolean {
  return flow !== undefined && text === `${JSON.stringify(flow, null, 2)}\n`;
}
