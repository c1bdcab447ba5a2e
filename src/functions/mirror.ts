import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../core/log.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { operationsOf } from "./rights.ts";

/**
 * Keeps the current version of each function as files, for people and their tools to read. The
 * database is what counts: a mirror that fails is said and loses nothing.
 */
export function createMirror(folder: string, log: Log) {
  const attempt = async (name: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      log.write(
        "warn",
        `${name} could not be mirrored to ${folder}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
  return {
    write: (version: FunctionVersion) =>
      attempt(version.name, async () => {
        const own = join(folder, version.name);
        await mkdir(own, { recursive: true });
        await replaceFile(join(own, "entry.ts"), version.code);
        await replaceFile(join(own, "function.jsonc"), functionJsonc(version));
      }),
    remove: (name: string) =>
      attempt(name, () => rm(join(folder, name), { recursive: true, force: true })),
  };
}

/** What a version is besides its code; `name` and `entry` are as Base44 has them. */
export function functionJsonc(
  version: Pick<FunctionVersion, "name" | "version" | "approvals" | "permissions" | "flow">,
): string {
  const { name, flow, permissions } = version;
  const content = {
    name,
    entry: "entry.ts",
    version: version.version,
    operations: operationsOf(version),
    permissions,
    ...(flow ? { flow } : {}),
  };
  return `// Patchbay writes this file. entry.ts beside it is yours to edit: saving it makes a new version.\n${JSON.stringify(content, null, 2)}\n`;
}

/** Readers see the old file or the new one, never half of one. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, text);
  await rename(draft, file);
}
