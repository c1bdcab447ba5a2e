import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { createAudit } from "../audit/audit.ts";
import { backUp } from "../backup/back-up.ts";
import { restore } from "../backup/restore.ts";
import type { Act } from "../contract/audit.ts";
import { systemClock } from "../core/clock.ts";
import { createLog } from "../core/log.ts";
import type { Settings } from "../settings.ts";
import { createAuditStore } from "../store/audit.ts";
import { defaultAppId, openDatabase } from "../store/database.ts";
import { note, say } from "./terminal.ts";

/** Writes the back-up of a data folder, and says what is in it. */
export async function writeBackup(
  file: string,
  current: Settings,
  { withoutKey }: { readonly withoutKey: boolean },
): Promise<void> {
  const made = await backUp(resolve(file), {
    ...current,
    withoutKey,
    version: version(),
    now: new Date(),
    begin: () => record(current, "backup.made", { withoutKey }),
  });
  const size = (statSync(file).size / 1024 ** 2).toFixed(1);
  say(`${file} holds ${made.files.length} files (${size} MB) of ${current.dataDir}.`);
  note(
    made.hasKey
      ? "The encryption key is in it: whoever has the file has every token. Keep it as you keep the data folder."
      : `The encryption key is not in it: keep it elsewhere (id ${made.keys.join(", ") || "none needed"}).`,
  );
}

/** Puts a back-up into an empty data folder. */
export async function takeBackup(file: string, current: Settings): Promise<void> {
  const { createdAt, files } = await restore(resolve(file), current);
  await record(current, "backup.restored", { createdAt });
  say(`${current.dataDir} is as it was at ${createdAt} (${files.length} files).`);
  note("Start it with: patchbay start");
}

async function record(
  { dataDir, logFormat }: Settings,
  act: Act,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const db = await openDatabase({ dataDir });
  const store = createAuditStore(db, defaultAppId, systemClock);
  const audit = createAudit({
    store,
    appId: defaultAppId,
    clock: systemClock,
    log: createLog(logFormat),
  });
  await audit.record({ act, caller: { principal: "command-line" }, detail });
  await db.destroy();
}

function version(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}
