import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PatchbayError } from "../core/errors.ts";

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** Where a secret belongs; bound into the ciphertext, so that it cannot be moved to another row. */
export interface VaultContext {
  readonly appId: string;
  /** Id of the row. */
  readonly row: string;
  readonly purpose:
    | "tokens"
    | "attempt"
    | "client"
    | "secret"
    | "automation"
    | "webhook"
    | "setting"
    | "server";
}

export interface Vault {
  encrypt(text: string, context: VaultContext): string;
  /** Throws `vault/key` where the key is unknown or the text was changed or moved. */
  decrypt(sealed: string, context: VaultContext): string;
  /** Whether the key that a sealed text names is among the keys. */
  hasKeyOf(sealed: string): boolean;
}

/** Whether a value looks like what `encrypt` gives. */
export function isSealed(value: unknown): value is string {
  return typeof value === "string" && /^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/.test(value);
}

/**
 * AES-256-GCM. The first key encrypts and all decrypt, which is how a key is rotated. Sealed text
 * is `v1.<key id>.<iv>.<ciphertext>.<tag>`, each part in base64url.
 */
export function createVault(keys: readonly Uint8Array[]): Vault {
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  return {
    encrypt(text, context) {
      const [key] = keys;
      if (!key) throw new PatchbayError("vault/key", "There is no encryption key.");
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
      cipher.setAAD(associatedData(context));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      const parts = [iv, body, cipher.getAuthTag()].map((part) => part.toString("base64url"));
      return ["v1", keyId(key), ...parts].join(".");
    },
    decrypt(sealed, context) {
      const [version, id, ...coded] = sealed.split(".");
      const [iv, body, tag, ...rest] = coded.map(decodeExactly);
      if (version !== "v1" || id === undefined || !iv || !body || !tag || rest.length > 0)
        throw damaged();
      const key = byId.get(id);
      if (!key) {
        throw new PatchbayError(
          "vault/key",
          `A stored secret was encrypted with the key "${id}", which is not among those given. ` +
            "Put that key back (ENCRYPTION_KEY, or the file encryption-key in the data folder), or disconnect the account and connect it again.",
        );
      }
      try {
        const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
        decipher.setAAD(associatedData(context));
        decipher.setAuthTag(tag);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch {
        throw damaged();
      }
    },
    hasKeyOf: (sealed) => byId.has(sealed.split(".")[1] ?? ""),
  };
}

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

function parseKeys(text: string, source: string): readonly Uint8Array[] {
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

/** One text for one value: Node reads base64url loosely. */
function decodeExactly(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}

/** Names a key without giving anything of it away. */
function keyId(key: Uint8Array): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 8);
}

function associatedData({ appId, row, purpose }: VaultContext): Buffer {
  return Buffer.from(JSON.stringify([appId, row, purpose]));
}

function damaged(): PatchbayError {
  return new PatchbayError(
    "vault/key",
    "A stored secret was changed, moved or cut off and cannot be read. Disconnect the account and connect it again.",
  );
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
