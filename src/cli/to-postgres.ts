import { existsSync } from "node:fs";
import { join } from "node:path";
import { createVault, isSealed, loadKeys } from "../connections/vault.ts";
import { systemClock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Settings } from "../settings.ts";
import { createSharedSecrets } from "../setup/shared-secrets.ts";
import { type Copied, copyDatabase } from "../store/copy.ts";
import { openDatabase } from "../store/database.ts";
import { loadSecretFile } from "../store/secret-file.ts";
import { createServerSecretStore } from "../store/server-secrets.ts";
import { findServer } from "./client.ts";

/**
 * Copies a data folder with SQLite into the Postgres that the settings name; the folder stays as it is.
 * Throws `settings/invalid`, `data/in-use`, `data/not-empty`, `vault/key`.
 */
export async function copyToPostgres(settings: Settings): Promise<Copied> {
  const { dataDir, databaseUrl, encryptionKey } = settings;
  if (databaseUrl === undefined)
    throw new PatchbayError(
      "settings/invalid",
      "DATABASE_URL says where to copy to, and ENCRYPTION_KEY is the key that the folder has in its file " +
        "encryption-key (or that was set so far). Set both in the environment or in .env.",
      { where: "DATABASE_URL" },
    );
  if (!existsSync(join(dataDir, "patchbay.sqlite")))
    throw new PatchbayError(
      "settings/invalid",
      `There is no patchbay.sqlite in ${dataDir}. Set DATA_DIR to the folder that is to be copied.`,
      { where: "DATA_DIR" },
    );
  const running = await findServer(dataDir);
  if (running)
    throw new PatchbayError(
      "data/in-use",
      `A server runs on ${dataDir} at ${running.origin}. Stop it first, so that nothing is left behind.`,
    );
  const vault = createVault(await loadKeys({ encryptionKey, dataDir }));
  const from = await openDatabase({ dataDir });
  try {
    const to = await openDatabase({ dataDir, databaseUrl });
    try {
      const copied = await copyDatabase(from, to, (row) => {
        for (const value of Object.values(row))
          if (isSealed(value) && !vault.hasKeyOf(value)) throw otherKey();
      });
      const shared = createSharedSecrets(createServerSecretStore(to, systemClock), vault);
      for (const name of ["api-key", "approval-key"])
        await shared.settle(name, loadSecretFile(dataDir, name));
      return copied;
    } finally {
      await to.destroy();
    }
  } finally {
    await from.destroy();
  }
}

const otherKey = () =>
  new PatchbayError(
    "vault/key",
    "ENCRYPTION_KEY is not the key that the secrets of this folder are encrypted with. It is in the file " +
      "encryption-key of the folder, or in ENCRYPTION_KEY as it was set so far. Nothing was copied.",
  );
