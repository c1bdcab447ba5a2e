import type { Clock } from "../core/clock.ts";
import type { WebhookSecretStore } from "../store/webhook-secrets.ts";
import type { Vault } from "./vault.ts";

/** How long a provider may send its secret after somebody opened the set-up, and how long it is shown after that. */
const openMs = 30 * 60_000;

interface WebhookSecretsDeps {
  readonly store: WebhookSecretStore;
  readonly vault: Vault;
  readonly clock: Clock;
  /** From now on what a provider pushes is known to come. */
  readonly onHeard?: () => void;
}

/** What signs the events of a provider that sends it once, to an address that anybody can write to. */
export function createWebhookSecrets({ store, vault, clock, onHeard }: WebhookSecretsDeps) {
  const heard = new Set<string>();

  const contextOf = (provider: string) =>
    ({ appId: store.appId, row: provider, purpose: "webhook" }) as const;

  async function valueOf(provider: string): Promise<string | undefined> {
    const value = (await store.find(provider))?.value;
    return value === undefined ? undefined : vault.decrypt(value, contextOf(provider));
  }

  return {
    valueOf,
    /** Lets the provider send it, for half an hour and once. */
    open: (provider: string) => store.open(provider, new Date(clock.now() + openMs)),
    /** False, and nothing kept, where the set-up is not open. */
    take: (provider: string, secret: string) =>
      store.take(provider, vault.encrypt(secret, contextOf(provider))),
    /** A message came that was really the provider's: its address is entered there. */
    async hear(provider: string): Promise<void> {
      if (heard.has(provider)) return;
      await store.hear(provider);
      heard.add(provider);
      onHeard?.();
    },
    /** Remembers which were heard; `isHeard` answers from it. */
    async load(): Promise<void> {
      for (const provider of await store.heard()) heard.add(provider);
    },
    isHeard: (provider: string): boolean => heard.has(provider),
    /** Where the set-up stands; the secret only for who just set it up, and has to enter it at the provider. */
    async state(provider: string) {
      const found = await store.find(provider);
      const openUntil =
        found?.openUntil !== undefined && Date.parse(found.openUntil) > clock.now()
          ? found.openUntil
          : null;
      const isNew =
        found?.value !== undefined && clock.now() - Date.parse(found.updatedAt) < openMs;
      return {
        isThere: found?.value !== undefined,
        openUntil,
        shown: isNew && openUntil === null ? ((await valueOf(provider)) ?? null) : null,
      };
    },
  };
}

export type WebhookSecrets = ReturnType<typeof createWebhookSecrets>;
