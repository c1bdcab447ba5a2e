import type { SecretView } from "../contract/secret.ts";
import { PatchbayError } from "../core/errors.ts";
import type { SecretStore, StoredSecret } from "../store/secrets.ts";
import type { Vault } from "./vault.ts";

/** Values by name, encrypted. Nothing but the broker reads one. */
export function createSecrets({
  store,
  vault,
}: {
  readonly store: SecretStore;
  readonly vault: Vault;
}) {
  const contextOf = (name: string) =>
    ({ appId: store.appId, row: name, purpose: "secret" }) as const;
  const viewOf = ({ name, hosts, updatedAt }: StoredSecret): SecretView => ({
    name,
    hosts: [...hosts],
    placeholder: `{{secrets.${name}}}`,
    updatedAt,
  });
  /** Decrypted once, and again after a change. */
  let values: Promise<readonly string[]> | undefined;
  async function decryptAll(): Promise<readonly string[]> {
    return (await store.list()).flatMap(({ name, value }) => {
      try {
        return [vault.decrypt(value, contextOf(name))];
      } catch {
        // With another key it is of no use: the broker says so where it is called for.
        return [];
      }
    });
  }
  return {
    list: async () => (await store.list()).map(viewOf),
    names: async () => (await store.list()).map(({ name }) => name),
    /** Keeps a value, in place of the one before. */
    async put(
      name: string,
      { value, hosts }: { readonly value: string; readonly hosts: readonly string[] },
    ): Promise<void> {
      await store.put({ name, value: vault.encrypt(value, contextOf(name)), hosts });
      values = undefined;
    },
    /** Throws `secret/not-found`. */
    async remove(name: string): Promise<void> {
      const isRemoved = await store.remove(name);
      values = undefined;
      if (isRemoved) return;
      throw new PatchbayError("secret/not-found", `There is no secret "${name}".`);
    },
    /** They were changed elsewhere. */
    forget(): void {
      values = undefined;
    },
    /** All values, as what must not be shown anywhere. */
    values: async () => (values ??= decryptAll()),
    /** The value for calls to a host. */
    async valueFor(name: string, host: string) {
      const found = await store.find(name);
      if (!found) return { status: "unknown" } as const;
      const { hosts, value } = found;
      return hosts.includes(host)
        ? ({ status: "ok", value: vault.decrypt(value, contextOf(name)) } as const)
        : ({ status: "elsewhere", hosts } as const);
    },
  };
}

export type Secrets = ReturnType<typeof createSecrets>;
