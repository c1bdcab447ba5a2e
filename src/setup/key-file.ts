import { join } from "node:path";
import { loadSecretFile, replaceSecretFile } from "../store/secret-file.ts";
import type { SharedSecrets } from "./shared-secrets.ts";

const name = "api-key";

/** The key of the data folder, which the command line reads: whoever may read the folder has it. */
export interface KeyFile {
  readonly path: string;
  /** As this process knows it. */
  readonly key: () => string;
  /** As it is now, also where another process replaced it. */
  readonly current: () => Promise<string>;
  /** Writes a new one; the old one is worth nothing from now on. */
  readonly replace: () => Promise<string>;
}

/** The file is all there is; one process uses it. */
export function createKeyFile(dataDir: string): KeyFile {
  let key = loadSecretFile(dataDir, name);
  return {
    path: join(dataDir, name),
    key: () => key,
    current: async () => key,
    async replace() {
      key = replaceSecretFile(dataDir, name);
      return key;
    },
  };
}

/** The servers of one database have the same key; each writes it into the file of its own folder. */
export async function createSharedKeyFile(
  dataDir: string,
  secrets: SharedSecrets,
): Promise<KeyFile> {
  let key = "";
  const take = (now: string): string => {
    if (now !== key) replaceSecretFile(dataDir, name, now);
    key = now;
    return key;
  };
  take(await secrets.settle(name));
  return {
    path: join(dataDir, name),
    key: () => key,
    current: async () => take(await secrets.settle(name)),
    replace: async () => take(await secrets.replace(name)),
  };
}
