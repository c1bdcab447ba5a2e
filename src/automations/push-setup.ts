import type { Catalog } from "../catalog/catalog.ts";
import type { Provider } from "../catalog/provider.ts";
import type { ProviderWebhooks } from "../catalog/webhooks.ts";
import type { EndpointsOf } from "../connections/types.ts";
import type { WebhookSecrets } from "../connections/webhook-secrets.ts";
import type { WebhookView } from "../contract/webhook.ts";
import { PatchbayError } from "../core/errors.ts";
import type { HookAddresses } from "./hook-addresses.ts";

interface PushSetUpDependencies {
  readonly catalog: Catalog;
  readonly endpointsOf: EndpointsOf;
  readonly secrets: WebhookSecrets;
  readonly hooks: HookAddresses;
}

/** What an operator has to enter where, so that providers push their events to this server. */
export function createPushSetUp({ catalog, endpointsOf, secrets, hooks }: PushSetUpDependencies) {
  async function viewOf({ id, name }: Provider, webhooks: ProviderWebhooks): Promise<WebhookView> {
    const { mode, signingSecret } = await endpointsOf(id);
    const address = hooks.addressOf(id, mode);
    const isSent = webhooks.secret === "sent-once" && mode === "live";
    const state = isSent ? await secrets.state(id) : undefined;
    return {
      provider: id,
      name,
      mode,
      address,
      reachable: mode === "sandbox" || isPublic(address),
      signedWith: webhooks.secret,
      ready:
        webhooks.secret === "client-secret" ||
        signingSecret !== undefined ||
        state?.isThere === true,
      openUntil: state?.openUntil ?? null,
      verificationToken: state?.shown ?? null,
      steps: webhooks.setUp.map((step) => step.replaceAll("{url}", address)),
      docs: webhooks.docs,
    };
  }

  return {
    list: (): Promise<readonly WebhookView[]> =>
      Promise.all(
        catalog.providers.flatMap((provider) =>
          provider.webhooks ? [viewOf(provider, provider.webhooks)] : [],
        ),
      ),
    /** Lets the provider send its secret for half an hour. Throws where it sends none. */
    async open(providerId: string): Promise<WebhookView> {
      const provider = catalog.provider(providerId);
      if (provider?.webhooks?.secret !== "sent-once") {
        const those = catalog.providers.filter(({ webhooks }) => webhooks?.secret === "sent-once");
        const names = those.map(({ id }) => id).join(", ");
        throw new PatchbayError(
          "request/invalid",
          `"${providerId}" sends no secret, so there is nothing to open. Those that send one: ${names}.`,
          { where: "provider" },
        );
      }
      if ((await endpointsOf(providerId)).mode === "sandbox") {
        throw new PatchbayError(
          "request/invalid",
          `${provider.name} runs as sandbox and needs no set-up. Enter its client under Settings first.`,
          { where: "provider" },
        );
      }
      await secrets.open(providerId);
      return viewOf(provider, provider.webhooks);
    },
  };
}

export type PushSetUp = ReturnType<typeof createPushSetUp>;

/** No provider sends to plain http, to this machine or into a private network. */
function isPublic(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return (
    protocol === "https:" && !/^(?:localhost|\[.*\]|[\d.]+|.*\.(?:local|internal))$/.test(hostname)
  );
}
