import { setTimeout as wait } from "node:timers/promises";
import type { EncryptionView } from "../contract/encryption.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { Sealed, SealedStore } from "../store/sealed.ts";
import { type StoredKeyRing, keyId } from "./key-ring.ts";
import type { Vault } from "./vault.ts";

interface RotationDependencies {
  readonly ring: StoredKeyRing;
  readonly vault: Vault;
  readonly store: SealedStore;
  readonly log: Log;
  /** An old key is worth nothing from now on. */
  readonly onDropped: (id: string) => void;
  /** How long what was encrypted with the old key may be on its way into the database. */
  readonly graceMs?: number;
}

/** So small that whoever waits for the database does not notice. */
const portion = 200;
const pauseMs = 5;
const retryMs = 5_000;

/**
 * Encrypts anew what an older key encrypted, while everything goes on: each ciphertext is replaced
 * only where it is still the one that was read. What is left is told by the ciphertexts themselves, so
 * a process that is killed in the middle loses nothing, and the next start goes on.
 */
export function createKeyRotation({
  ring,
  vault,
  store,
  log,
  onDropped,
  graceMs = 10_000,
}: RotationDependencies) {
  const closing = new AbortController();
  const { signal } = closing;
  /** What no key reads; it stays as it is and is looked at once. */
  const unreadable = new Set<string>();
  let working: Promise<void> | undefined;

  const writes = (): string => {
    const [first] = ring.current();
    return first ? keyId(first) : "";
  };

  function encryptAnew({ appId, row, purpose, text }: Sealed): string | undefined {
    const context = { appId, row, purpose };
    try {
      return vault.encrypt(vault.decrypt(text, context), context);
    } catch (error) {
      if (error instanceof PatchbayError && error.code === "vault/key") return undefined;
      throw error;
    }
  }

  /** Settles when nothing readable is left that another key encrypted. */
  async function sweep(): Promise<void> {
    while (!signal.aborted) {
      const found = await store.notBy(writes(), portion + unreadable.size);
      const left = found.filter(({ text }) => !unreadable.has(text));
      if (left.length === 0) return;
      for (const sealed of left) {
        const anew = encryptAnew(sealed);
        if (anew === undefined) unreadable.add(sealed.text);
        else await store.replace(sealed, anew);
        if (signal.aborted) return;
      }
      await pause(pauseMs);
    }
  }

  async function work(): Promise<void> {
    for (;;) {
      const old = ring.current().slice(1).map(keyId);
      if (signal.aborted || old.length === 0) return;
      await sweep();
      if (ring.from === "environment") return;
      await pause(graceMs);
      await sweep();
      // A key that was added meanwhile begins it all again.
      const now = ring.current().map(keyId);
      if (signal.aborted || now.length !== old.length + 1) continue;
      for (const id of old) {
        await ring.drop(id);
        onDropped(id);
      }
    }
  }

  const pause = (ms: number) => wait(ms, undefined, { signal }).catch(() => {});

  async function workOn(): Promise<void> {
    while (!signal.aborted) {
      try {
        return await work();
      } catch (error) {
        log.write("warn", `What is stored could not be encrypted anew: ${String(error)}`);
        await pause(retryMs);
      }
    }
  }

  function begin(): void {
    working ??= workOn().finally(() => {
      working = undefined;
    });
  }

  async function view(): Promise<EncryptionView> {
    const counts = await store.count();
    const keys = ring.current().map(keyId);
    const [first = "", ...old] = keys;
    const total = [...counts.values()].reduce((sum, many) => sum + many, 0);
    const left = total - (counts.get(first) ?? 0) - unreadable.size;
    return {
      from: ring.from,
      writes: first,
      keys: keys.map((id) => ({ id, rows: counts.get(id) ?? 0 })),
      total,
      left: Math.max(0, left),
      unreadable: unreadable.size,
      status: old.length === 0 ? "settled" : working ? "working" : "old-key-unused",
    };
  }

  return {
    /** Goes on with what an earlier process began, or what `ENCRYPTION_KEY=new,old` asks for. */
    begin,
    view,
    /** Makes a new key, which encrypts from now on. Throws `settings/set-elsewhere`. */
    async rotate(): Promise<EncryptionView> {
      await ring.add();
      begin();
      return view();
    },
    async close(): Promise<void> {
      closing.abort();
      await working;
    },
  };
}

export type KeyRotation = ReturnType<typeof createKeyRotation>;
