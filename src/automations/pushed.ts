import type { Catalog } from "../catalog/catalog.ts";
import type { EventGiven } from "../catalog/event.ts";
import { connectorOf } from "../catalog/operation.ts";
import type {
  EndedAccess,
  ProviderWebhooks,
  PushedEvent,
  WebhookRequest,
} from "../catalog/webhooks.ts";
import type { Connections } from "../connections/connections.ts";
import type { EndpointsOf, ProviderEndpoints } from "../connections/types.ts";
import type { WebhookSecrets } from "../connections/webhook-secrets.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { mayFit } from "./filters.ts";
import type { HookAddresses } from "./hook-addresses.ts";
import type { Owed } from "./ports.ts";

/** A hundred events of HubSpot are a twentieth of it. */
const maxBytes = 1024 * 1024;
/** How often the same refusal is told: anybody can send messages. */
const tellMs = 60_000;

/** An automation that waits for an event, with what its flow says of it. */
interface Waiting {
  readonly id: string;
  readonly given: EventGiven;
  /** Whose events start it; absent for the default account. */
  readonly account?: string;
}

interface PushedDependencies {
  readonly catalog: Catalog;
  readonly endpointsOf: EndpointsOf;
  readonly secrets: WebhookSecrets;
  readonly connections: Pick<Connections, "accountOf" | "markEnded">;
  /** Those of the app that are on and learn of it by push. */
  readonly automationsFor: (eventId: string) => Promise<readonly Waiting[]>;
  readonly hooks: HookAddresses;
  readonly clock: Clock;
  readonly log: Log;
}

/** What an automation is owed; the payload is not complete yet where the event has `complete`. */
export interface PushedDelivery extends Owed {
  readonly payload: PushedEvent["payload"];
}

export interface Reception {
  readonly status: 200 | 401 | 413;
  readonly contentType?: string;
  readonly body?: string;
  /** To be kept before the answer is sent: the provider does not send them again. */
  readonly deliveries: readonly PushedDelivery[];
}

/**
 * Takes what providers push: verifies it, answers checks of the address, and says which automations
 * it is for. A sender that cannot sign learns nothing, the operator reads why in the log.
 */
export function createPushed(deps: PushedDependencies) {
  const { catalog, secrets, connections, clock, log } = deps;
  const told = new Map<string, number>();

  function tell(message: string): void {
    const now = clock.now();
    if ((told.get(message) ?? -tellMs) > now - tellMs) return;
    told.set(message, now);
    log.write("warn", message);
  }

  function refuse(providerId: string, why: string): Reception {
    tell(`A message to /hooks/${providerId} was refused: ${why}.`);
    return { status: 401, deliveries: [] };
  }

  /** A stand-in's is known without being sent. */
  async function secretOf(
    providerId: string,
    { secret }: ProviderWebhooks,
    { clientSecret, signingSecret }: ProviderEndpoints,
  ): Promise<string | undefined> {
    if (secret === "client-secret") return clientSecret;
    return signingSecret ?? (secret === "sent-once" ? secrets.valueOf(providerId) : undefined);
  }

  async function deliveriesOf(
    providerId: string,
    { accountOf = (id) => id }: ProviderWebhooks,
    events: readonly PushedEvent[],
  ): Promise<readonly PushedDelivery[]> {
    const meant = async (account: string | undefined) => {
      const id = await connections.accountOf(providerId, account);
      return id === undefined ? undefined : accountOf(id);
    };
    const found = events.map(async (pushed) => {
      const { events: known = [] } = catalog.connector(connectorOf(pushed.event)) ?? {};
      const event = known.find(({ id }) => id === pushed.event);
      if (!event?.via.includes("push")) return [];
      const fitting = (await deps.automationsFor(pushed.event)).filter(({ given }) =>
        mayFit(event, given, pushed.payload),
      );
      const owed = fitting.map(async ({ id, account }) =>
        (await meant(account)) === pushed.account
          ? [{ automation: id, key: pushed.id, payload: pushed.payload }]
          : [],
      );
      return (await Promise.all(owed)).flat();
    });
    return (await Promise.all(found)).flat();
  }

  async function end(
    providerId: string,
    { accountOf = (id) => id }: ProviderWebhooks,
    { account, reason, at }: EndedAccess,
  ): Promise<void> {
    const isMeant = (id: string) => id === account || accountOf(id) === account;
    if (await connections.markEnded(providerId, { isMeant, reason, at }))
      log.write("warn", `${providerId} ended the access of a connected account (${reason}).`);
  }

  return {
    /** Undefined where no provider of that id pushes. Never throws for what a message holds. */
    async receive(providerId: string, request: WebhookRequest): Promise<Reception | undefined> {
      const webhooks = catalog.provider(providerId)?.webhooks;
      if (!webhooks) return undefined;
      if (request.body.byteLength > maxBytes) {
        tell(`A message to /hooks/${providerId} was refused: it is larger than ${maxBytes} bytes.`);
        return { status: 413, deliveries: [] };
      }
      const endpoints = await deps.endpointsOf(providerId);
      const secret = await secretOf(providerId, webhooks, endpoints);
      const { search } = new URL(request.url);
      // Not as the Host header has it, which the sender writes.
      const url = deps.hooks.addressOf(providerId, endpoints.mode) + search;
      const verdict = webhooks.receive({ ...request, url }, { secret, now: new Date(clock.now()) });
      if (verdict.status === "refused") return refuse(providerId, verdict.why);
      if (verdict.status !== "secret" && endpoints.mode === "live") await secrets.hear(providerId);
      if (verdict.status === "challenge") return { status: 200, ...verdict.answer, deliveries: [] };
      if (verdict.status === "secret") {
        const isTaken =
          verdict.secret === endpoints.signingSecret ||
          (await secrets.take(providerId, verdict.secret));
        return isTaken
          ? { status: 200, deliveries: [] }
          : refuse(providerId, "it brings a secret, and the set-up is not open");
      }
      for (const note of verdict.notes ?? []) tell(`${note}.`);
      for (const ended of verdict.ended ?? []) await end(providerId, webhooks, ended);
      const deliveries = await deliveriesOf(providerId, webhooks, verdict.events);
      return { status: 200, deliveries };
    },
  };
}

export type Pushed = ReturnType<typeof createPushed>;
