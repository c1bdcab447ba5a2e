import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { PatchbayError } from "../core/errors.ts";
import type { SealedPurpose } from "../store/sealed.ts";
import { type KeyRing, keyId } from "./key-ring.ts";

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** Where a secret belongs; bound into the ciphertext, so that it cannot be moved to another row. */
export interface VaultContext {
  readonly appId: string;
  /** Id of the row. */
  readonly row: string;
  readonly purpose: SealedPurpose;
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
export function createVault(keys: readonly Uint8Array[] | KeyRing): Vault {
  const current = "current" in keys ? keys.current : () => keys;
  return {
    encrypt(text, context) {
      const [key] = current();
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
      const key = current().find((one) => keyId(one) === id);
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
    hasKeyOf: (sealed) => current().some((one) => keyId(one) === sealed.split(".")[1]),
  };
}

/** One text for one value: Node reads base64url loosely. */
function decodeExactly(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
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
