import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";
import { watch } from "chokidar";
import { descriptionName, entryName } from "./disk.ts";

/**
 * Calls `changed` with the name of each folder in which a file of a function was written or removed.
 * Drafts of editors and of our own have other names; a file that is still being written is waited for.
 */
export async function watchFolders(
  folder: string,
  changed: (name: string) => void,
  failed: (reason: string) => void,
): Promise<{ close(): Promise<void> }> {
  const root = realpathSync(folder);
  const partsOf = (path: string) => relative(root, path).split(sep);
  const watcher = watch(root, {
    depth: 1,
    followSymlinks: false,
    ignoreInitial: true,
    ignorePermissionErrors: true,
    awaitWriteFinish: { stabilityThreshold: 200, pollInterval: 50 },
    ignored: (path) => {
      const [, file] = partsOf(path);
      return file !== undefined && file !== entryName && file !== descriptionName;
    },
  });
  watcher.on("all", (_event, path) => {
    const [name = "", file] = partsOf(path);
    if (file !== undefined) changed(name);
  });
  watcher.on("error", (error) => failed(error instanceof Error ? error.message : String(error)));
  await new Promise<void>((resolve) => {
    watcher.once("ready", resolve);
  });
  return watcher;
}
