import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { PatchbayError } from "../core/errors.ts";
import { keyBytes, loadKeys, parseKeys } from "./vault-keys.ts";

/** The keys of the vault as they are now: the first encrypts, all decrypt. */
export interface KeyRing {
  current(): readonly Uint8Array[];
}

/** A ring that a person changes elsewhere, or that Patchbay keeps in its data folder. */
export interface StoredKeyRing extends KeyRing {
  readonly from: "environment" | "file";
  /** Puts a new key before the others. Throws `settings/set-elsewhere`. */
  add(): Promise<void>;
  /** Takes a key out, unless it is the one that encrypts. */
  drop(id: string): Promise<void>;
}

/** How long another process may hold the file; one that was killed holds it no longer. */
const staleLockMs = 10_000;
const lockPollMs = 20;

/** Names a key without giving anything of it away. */
export function keyId(key: Uint8Array): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 8);
}

/**
 * The keys of the environment, or of the file in the data folder. The file is looked at anew whenever
 * it changes, so that of several processes none goes on with a key that another has replaced.
 */
export async function openKeyRing(from: {
  readonly encryptionKey?: string | undefined;
  readonly dataDir: string;
}): Promise<StoredKeyRing> {
  const loaded = await loadKeys(from);
  if (from.encryptionKey?.trim()) {
    const elsewhere = async () => {
      throw new PatchbayError(
        "settings/set-elsewhere",
        "ENCRYPTION_KEY is set: make a new key (openssl rand -base64 32), put it before the old one there, " +
          "ENCRYPTION_KEY=new,old, and start again. What is stored is encrypted anew by itself; `patchbay keys` says when the old one can go.",
      );
    };
    return { from: "environment", current: () => loaded, add: elsewhere, drop: async () => {} };
  }
  const file = join(from.dataDir, "encryption-key");
  let [keys, seen] = [loaded, markOf(file)];

  function current(): readonly Uint8Array[] {
    const mark = markOf(file);
    if (mark !== seen) [keys, seen] = [parseKeys(readFileSync(file, "utf8"), file), mark];
    return keys;
  }

  async function write(next: (keys: readonly Uint8Array[]) => readonly Uint8Array[]) {
    const free = await lock(`${file}.lock`);
    try {
      const text = next(current()).map((key) => Buffer.from(key).toString("base64"));
      const draft = `${file}.${randomBytes(8).toString("hex")}`;
      writeFileSync(draft, `${text.join(",")}\n`, { flag: "wx", mode: 0o600, flush: true });
      renameSync(draft, file);
    } finally {
      free();
    }
  }

  return {
    from: "file",
    current,
    add: () => write((before) => [randomBytes(keyBytes), ...before]),
    drop: (id) =>
      write(([first, ...rest]) => [
        ...(first ? [first] : []),
        ...rest.filter((key) => keyId(key) !== id),
      ]),
  };
}

/** Changes whenever the file was written or put in place of another. */
function markOf(file: string): string {
  const { ino, mtimeMs, size } = statSync(file);
  return `${ino} ${mtimeMs} ${size}`;
}

/** A link appears for one process only. */
async function lock(file: string): Promise<() => void> {
  const own = `${file}.${randomBytes(8).toString("hex")}`;
  writeFileSync(own, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(own, file);
        return () => rmSync(file, { force: true });
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
        const held = statSync(file, { throwIfNoEntry: false });
        if (held && Date.now() - held.mtimeMs > staleLockMs) rmSync(file, { force: true });
        else await wait(lockPollMs);
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
}
