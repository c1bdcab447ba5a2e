import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PatchbayError } from "../core/errors.ts";

export const keyBytes = 32;

/**
 * The keys, newest first: from the setting (32 bytes in base64 or hex, several separated by
 * commas), else from `<dataDir>/encryption-key`, which is made where it is missing. Throws
 * `settings/invalid`.
 */
export async function loadKeys(from: {
  readonly encryptionKey?: string | undefined;
  readonly dataDir: string;
}): Promise<readonly Uint8Array[]> {
  if (from.encryptionKey?.trim()) return parseKeys(from.encryptionKey, "ENCRYPTION_KEY");
  const file = join(from.dataDir, "encryption-key");
  await makeKeyFile(from.dataDir, file);
  return parseKeys(await readFile(file, "utf8"), file);
}

/** A hard link appears whole or not at all: of two processes that start at once, one key wins. */
async function makeKeyFile(dataDir: string, file: string): Promise<void> {
  if (await readFile(file).then(() => true, isMissing)) return;
  const draft = `${file}.${randomBytes(8).toString("hex")}`;
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const key = `${randomBytes(keyBytes).toString("base64")}\n`;
    await writeFile(draft, key, { flag: "wx", mode: 0o600, flush: true });
    await link(draft, file).catch(unless("EEXIST"));
    await unlink(draft);
  } catch (cause) {
    throw new PatchbayError(
      "data/read-only",
      `The encryption key could not be written to ${file}. Give this user write access to the data folder, or set ENCRYPTION_KEY.`,
      { cause },
    );
  }
}

/** Throws `settings/invalid`, which names where they came from. */
export function parseKeys(text: string, source: string): readonly Uint8Array[] {
  return text.split(",").map((part) => {
    const key = parseKey(part.trim());
    if (key) return key;
    throw new PatchbayError(
      "settings/invalid",
      `${source} must hold 32 bytes in base64 or hex (several separated by commas, newest first). Make one with: openssl rand -base64 32`,
    );
  });
}

function parseKey(text: string): Uint8Array | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return undefined;
  return Buffer.from(text, "base64");
}

function isMissing(error: unknown): boolean {
  unless("ENOENT")(error);
  return false;
}

function unless(code: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error && "code" in error && error.code === code)) throw error;
  };
}
