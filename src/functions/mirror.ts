import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "../core/log.ts";
import type { FunctionVersion } from "../store/functions.ts";

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
    write: ({ name, code, flow }: FunctionVersion) =>
      attempt(name, async () => {
        const own = join(folder, name);
        await mkdir(own, { recursive: true });
        await replaceFile(join(own, "index.ts"), code);
        if (flow) await replaceFile(join(own, "flow.json"), `${JSON.stringify(flow, null, 2)}\n`);
      }),
    remove: (name: string) =>
      attempt(name, () => rm(join(folder, name), { recursive: true, force: true })),
  };
}

/** Readers see the old file or the new one, never half of one. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, text);
  await rename(draft, file);
}
