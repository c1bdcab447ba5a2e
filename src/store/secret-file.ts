import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createSecret } from "../core/ids.ts";

/**
 * A secret in a file of the data folder with mode 0600, made at first start. Of two processes that
 * start at once one makes it: a hard link appears whole or not at all.
 */
export function loadSecretFile(dataDir: string, name: string): string {
  const file = join(dataDir, name);
  return readSecret(file) ?? makeSecret(dataDir, file);
}

/** Writes another one, or a new one, in its place: whole or not at all. */
export function replaceSecretFile(dataDir: string, name: string, secret = createSecret()): string {
  const file = join(dataDir, name);
  const draft = `${file}.${createSecret().slice(0, 12)}`;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(draft, `${secret}\n`, { flag: "wx", mode: 0o600 });
  renameSync(draft, file);
  return secret;
}

function makeSecret(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${createSecret().slice(0, 12)}`;
  writeFileSync(draft, `${createSecret()}\n`, { flag: "wx", mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, "utf8").trim();
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
