import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { asyncProperty, assert, constantFrom, integer, property, string } from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadKeys } from "./vault-keys.ts";
import { type VaultContext, createVault } from "./vault.ts";

const context: VaultContext = { appId: "app_1", row: "conn_1", purpose: "tokens" };
const keys = [randomBytes(32), randomBytes(32)];
const [newKey, oldKey] = keys;
const vault = createVault(keys);

describe("vault", () => {
  test("gives back any text, never as it was and never twice the same", () => {
    assert(
      property(string({ minLength: 6, unit: "binary" }), (text) => {
        const sealed = vault.encrypt(text, context);
        expect(sealed).toMatch(/^v1(\.[\w-]+){4}$/);
        expect(sealed).not.toContain(text);
        expect(vault.encrypt(text, context)).not.toBe(sealed);
        expect(vault.decrypt(sealed, context)).toBe(text);
      }),
    );
    expect(vault.decrypt(vault.encrypt("", context), context)).toBe("");
  });

  test("refuses a text in which any one character was changed, added or taken away", () => {
    const sealed = vault.encrypt("a secret", context);
    const characters = constantFrom(..."AZaz09-_.=", "");
    assert(
      property(integer({ min: 0, max: sealed.length }), characters, (at, character) => {
        for (const skip of [0, 1]) {
          const changed = sealed.slice(0, at) + character + sealed.slice(at + skip);
          if (changed === sealed) continue;
          expect(() => vault.decrypt(changed, context)).toThrow(
            expect.objectContaining({ code: "vault/key" }),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  test("refuses a short tag, which would be easy to guess", () => {
    const parts = vault.encrypt("a secret", context).split(".");
    const tag = Buffer.from(parts[4] ?? "", "base64url");
    parts[4] = tag.subarray(0, 4).toString("base64url");
    expect(() => vault.decrypt(parts.join("."), context)).toThrow("cannot be read");
  });

  const elsewhere: readonly VaultContext[] = [
    { ...context, appId: "app_2" },
    { ...context, row: "conn_2" },
    { ...context, purpose: "attempt" },
    { ...context, appId: 'app_1","conn_1', row: "" },
  ];
  test.each(elsewhere)("refuses a text that was moved: %j", (other) => {
    const sealed = vault.encrypt("a secret", context);
    expect(() => vault.decrypt(sealed, other)).toThrow(
      expect.objectContaining({ code: "vault/key" }),
    );
  });

  test("encrypts with the first key, decrypts with all, and names the one that is missing", () => {
    if (!newKey || !oldKey) throw new Error("two keys");
    const sealedBefore = createVault([oldKey]).encrypt("a secret", context);
    expect(vault.decrypt(sealedBefore, context)).toBe("a secret");
    const sealedNow = vault.encrypt("a secret", context);
    expect(createVault([newKey]).decrypt(sealedNow, context)).toBe("a secret");
    expect(() => createVault([newKey]).decrypt(sealedBefore, context)).toThrow(
      sealedBefore.split(".")[1],
    );
  });
});

describe("keys", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "patchbay-keys-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  test("a setting takes base64 and hex, several with commas, newest first", async () => {
    if (!newKey || !oldKey) throw new Error("two keys");
    const encryptionKey = `${newKey.toString("base64")}, ${oldKey.toString("hex")}`;
    const loaded = await loadKeys({ encryptionKey, dataDir });
    expect(loaded.map((key) => Buffer.from(key))).toEqual([newKey, oldKey]);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test("any 32 bytes come back from base64, base64url and hex", async () => {
    const encodings = constantFrom("base64", "base64url", "hex");
    await assert(
      asyncProperty(integer({ min: 0, max: 255 }), encodings, async (fill, encoding) => {
        const key = Buffer.alloc(32, fill);
        const loaded = await loadKeys({ encryptionKey: key.toString(encoding), dataDir });
        expect(loaded.map((one) => Buffer.from(one))).toEqual([key]);
      }),
    );
  });

  const bad = ["short", "x".repeat(64), `${"0".repeat(64)},`, Buffer.alloc(31).toString("base64")];
  test.each(bad)(
    "a setting that is no key says how to make one, and is not repeated",
    async (encryptionKey) => {
      const loading = loadKeys({ encryptionKey, dataDir });
      await expect(loading).rejects.toMatchObject({ code: "settings/invalid" });
      await expect(loading).rejects.toThrow("openssl rand");
      await expect(loading).rejects.not.toThrow(encryptionKey.slice(0, 5));
    },
  );

  test("the file is made once, for this user alone, whoever starts at the same time", async () => {
    for (let round = 0; round < 10; round++) {
      const folder = join(dataDir, "not there", String(round));
      const starts = Array.from({ length: 8 }, async (_, turns) => {
        for (let turn = 0; turn < turns; turn++) await setImmediate();
        return loadKeys({ dataDir: folder });
      });
      const loaded = await Promise.all(starts);
      for (const each of loaded) expect(each).toEqual(loaded[0]);
      expect(readdirSync(folder)).toEqual(["encryption-key"]);
      expect(statSync(join(folder, "encryption-key")).mode & 0o777).toBe(0o600);
      expect(await loadKeys({ dataDir: folder })).toEqual(loaded[0]);
    }
  });

  test("a damaged file is an error, and stays as it is", async () => {
    const file = join(dataDir, "encryption-key");
    writeFileSync(file, "");
    await expect(loadKeys({ dataDir })).rejects.toMatchObject({ code: "settings/invalid" });
    expect(readFileSync(file, "utf8")).toBe("");
  });
});
