import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DataView } from "../contract/settings.ts";

interface DataDependencies {
  readonly version: string;
  readonly folder: string;
  readonly functionsFolder: string;
  readonly isKeyFromEnvironment: boolean;
  readonly runRetentionDays: number;
  readonly publicUrl: () => string;
}

/** Where everything is kept. */
export function createDataView(deps: DataDependencies) {
  const { version, folder, functionsFolder, isKeyFromEnvironment, runRetentionDays } = deps;
  return async (): Promise<DataView> => ({
    version,
    folder,
    functionsFolder,
    bytes: await bytesIn(folder),
    encryptionKey: isKeyFromEnvironment
      ? { from: "environment" }
      : { from: "file", path: join(folder, "encryption-key") },
    runRetentionDays,
    publicUrl: deps.publicUrl(),
  });
}

/** A file that goes while they are counted counts for nothing. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let bytes = 0;
  for (const entry of entries)
    if (entry.isFile())
      bytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      );
  return bytes;
}
