import type { Vault } from "../connections/vault.ts";
import { createSecret } from "../core/ids.ts";
import type { ServerSecretStore } from "../store/server-secrets.ts";

/** Secrets of the servers that share a database, encrypted in it; whoever starts first makes them. */
export function createSharedSecrets(store: ServerSecretStore, vault: Vault) {
  const contextOf = (row: string) => ({ appId: "server", row, purpose: "server" }) as const;
  const seal = (name: string, secret: string) => vault.encrypt(secret, contextOf(name));
  const open = (name: string, sealed: string) => vault.decrypt(sealed, contextOf(name));

  /** The one there is; else the one given, or a new one. Throws `vault/key` where it was encrypted with a key that this server does not have. */
  async function settle(name: string, secret = createSecret()): Promise<string> {
    const sealed = (await store.find(name)) ?? (await store.settle(name, seal(name, secret)));
    return open(name, sealed);
  }

  return {
    settle,
    async replace(name: string): Promise<string> {
      const secret = createSecret();
      await store.replace(name, seal(name, secret));
      return secret;
    },
  };
}

export type SharedSecrets = ReturnType<typeof createSharedSecrets>;
