import { join } from "node:path";
import { loadSecretFile, replaceSecretFile } from "../store/secret-file.ts";

const name = "api-key";

/** The key of the data folder, which the command line reads: whoever may read the folder has it. */
export function createKeyFile(dataDir: string) {
  let key = loadSecretFile(dataDir, name);
  return {
    path: join(dataDir, name),
    key: () => key,
    /** Writes a new one; the old one is worth nothing from now on. */
    replace(): string {
      key = replaceSecretFile(dataDir, name);
      return key;
    },
  };
}

export type KeyFile = ReturnType<typeof createKeyFile>;
