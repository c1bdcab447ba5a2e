import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventCall } from "../../src/automations/event-call.ts";
import { fits } from "../../src/automations/filters.ts";
import { createHookAddresses } from "../../src/automations/hook-addresses.ts";
import { type PushedDelivery, createPushed } from "../../src/automations/pushed.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { EventGiven, EventInfo } from "../../src/catalog/event.ts";
import { connectorOf } from "../../src/catalog/operation.ts";
import type { Provider } from "../../src/catalog/provider.ts";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { createConnections } from "../../src/connections/connections.ts";
import { createCredentials } from "../../src/connections/credentials.ts";
import type { RequestBody } from "../../src/connections/requests.ts";
import { permissionsOf } from "../../src/connections/scopes.ts";
import type { ProviderEndpoints } from "../../src/connections/types.ts";
import { createVault } from "../../src/connections/vault.ts";
import { createWebhookSecrets } from "../../src/connections/webhook-secrets.ts";
import { connectors, providers, sandboxes } from "../../src/connectors/index.ts";
import { systemClock } from "../../src/core/clock.ts";
import { createOutbound } from "../../src/core/outbound.ts";
import { createBroker } from "../../src/runs/broker/broker.ts";
import { createSandboxHost } from "../../src/sandbox/host/host.ts";
import { serve } from "../../src/sandbox/kit/serve.ts";
import { createConnectionRequestStore } from "../../src/store/connection-requests.ts";
import { createConnectionStore, type GrantedScopes } from "../../src/store/connections.ts";
import { defaultAppId, openDatabase } from "../../src/store/database.ts";
import { createOAuthAttemptStore } from "../../src/store/oauth-attempts.ts";
import { createPendingRevocationStore } from "../../src/store/pending-revocations.ts";
import { createWebhookSecretStore } from "../../src/store/webhook-secrets.ts";

const catalog = createCatalog(connectors, providers);

export function eventOf(id: string): EventInfo {
  const event = catalog.connector(connectorOf(id))?.events.find((one) => one.id === id);
  if (!event) throw new Error(`There is no event ${id}`);
  return event;
}

/**
 * One stand-in that sends its events to a real HTTP server, an account that is connected to it by its
 * own sign-in, and the broker.
 */
export async function openGround(providerId: string, scopes: GrantedScopes) {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-push-"));
  const clock = systemClock;
  const db = await openDatabase(dataDir);
  const log: string[] = [];
  const received: { status: number; attempt: string | null }[] = [];
  const deliveries: PushedDelivery[] = [];
  const waiting = new Map<string, { id: string; given: EventGiven }[]>();
  /** The next message that holds this is answered with a fault. */
  let failing: string | undefined;

  const server = await serve(
    async (request) => {
      const body = new Uint8Array(await request.arrayBuffer());
      if (failing !== undefined && new TextDecoder().decode(body).includes(failing)) {
        failing = undefined;
        return new Response(null, { status: 503 });
      }
      const reception = await pushed.receive(providerId, {
        method: request.method,
        url: request.url,
        headers: request.headers,
        body,
      });
      if (!reception) return new Response(null, { status: 404 });
      deliveries.push(...reception.deliveries);
      received.push({
        status: reception.status,
        attempt: request.headers.get("x-slack-retry-num"),
      });
      return new Response(reception.body ?? null, {
        status: reception.status,
        ...(reception.contentType ? { headers: { "content-type": reception.contentType } } : {}),
      });
    },
    { host: "127.0.0.1", port: 0 },
  );
  const hooks = createHookAddresses(() => [server.url]);
  const host = createSandboxHost({ dataDir, clock, definitions: sandboxes });
  const redirectUri = "http://127.0.0.1:9/oauth/callback";
  const standIn = await host.start(providerId, {
    redirectUris: [redirectUri],
    eventsUrl: () => hooks.addressOf(providerId, "sandbox"),
  });
  const { url: apiBase, clientId, clientSecret, authorizeUrl, tokenUrl, signingSecret } = standIn;
  const provider: Partial<Provider> = catalog.provider(providerId) ?? {};
  const endpointsOf = async (): Promise<ProviderEndpoints> => ({
    mode: "sandbox",
    clientId,
    clientSecret,
    authorizeUrl,
    tokenUrl,
    apiBase,
    apiHeaders: {
      ...provider.apiHeaders,
      ...(provider.apiVersion ? { [provider.apiVersion.header]: provider.apiVersion.value } : {}),
    },
    ...(signingSecret === undefined ? {} : { signingSecret }),
  });
  const outbound = createOutbound({
    fetch,
    fetchNamed: fetch,
    allowInsecureOrigin: () => true,
  });
  const vault = createVault([randomBytes(32)]);
  const store = createConnectionStore(db, defaultAppId, clock, { modeOf: () => "sandbox" });
  const connections = createConnections({
    stores: {
      connections: store,
      requests: createConnectionRequestStore<RequestBody>(db, defaultAppId, clock),
      attempts: createOAuthAttemptStore(db, defaultAppId, clock),
      revocations: createPendingRevocationStore(db, defaultAppId, clock),
    },
    health: { list: async () => [] },
    vault,
    catalog,
    endpointsOf,
    outbound,
    clock,
    redirectUri: () => redirectUri,
  });
  const secrets = createWebhookSecrets({
    store: createWebhookSecretStore(db, defaultAppId, clock),
    vault,
    clock,
  });
  const pushed = createPushed({
    catalog,
    endpointsOf,
    secrets,
    connections,
    automationsFor: async (event) => waiting.get(event) ?? [],
    hooks,
    clock,
    log: { write: (_, message) => log.push(message) },
  });
  const broker = createBroker({
    catalog,
    credentials: createCredentials({
      connections: store,
      vault,
      catalog,
      endpointsOf,
      outbound,
      clock,
      heard: () => {},
    }),
    endpointsOf,
    openOutbound: () => outbound,
    secretOf: async () => ({ status: "unknown" }),
    clock,
  });
  const call = (operations: readonly string[]) =>
    openEventCall({ broker, catalog, clock }, { operations });

  const { id: request } = await connections.request({
    provider: providerId,
    permissions: permissionsOf(catalog, providerId, scopes),
  });
  const { authorizationUrl } = await connections.authorize(request, "api-key");
  const { action, fields } = await openConsent(authorizationUrl);
  const back = await submitConsent(action, new URLSearchParams(fields));
  const { status } = await connections.complete({ url: back, principal: "api-key" });
  if (status !== "granted") throw new Error(`Connecting ended as ${status}`);

  return {
    connections,
    deliveries,
    received,
    log,
    pushed,
    hooks,
    apiBase,
    fail: (text: string) => {
      failing = text;
    },
    /** Lets an automation wait for an event. */
    wait: (event: string, given: EventGiven = {}, id = "auto_1") =>
      waiting.set(event, [...(waiting.get(event) ?? []), { id, given }]),
    /** Somebody acts on the stand-in's page. */
    async act(fields_: Readonly<Record<string, string>>): Promise<void> {
      const answer = await fetch(`${apiBase}/_sandbox/acts`, {
        method: "POST",
        body: new URLSearchParams(fields_),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    lever: (lever: string) =>
      fetch(`${apiBase}/_sandbox/levers`, {
        method: "POST",
        body: new URLSearchParams({ lever }),
      }),
    /** A call as a function makes it. */
    use: (operation: string, input: Readonly<Record<string, unknown>>) =>
      call([operation])(operation, input),
    /** What the function gets of a delivery; undefined where it is not meant. */
    async prepare(
      id: string,
      given: EventGiven,
      payload: PushedDelivery["payload"],
      now = new Date(),
    ) {
      const event = eventOf(id);
      const whole = event.complete
        ? await event.complete.of({ payload, given, now, call: call(event.complete.operations) })
        : payload;
      if (whole === undefined || !fits(event, given, whole)) return undefined;
      event.payload?.parse(whole);
      return whole;
    },
    /** Asks what is new, as a server without a public address does. */
    async ask(id: string, cursor: unknown, given: EventGiven = {}, now = new Date()) {
      const event = eventOf(id);
      if (!event.poll) throw new Error(`${id} is not polled`);
      const stored = cursor === undefined ? undefined : JSON.parse(JSON.stringify(cursor));
      const answer = await event.poll.ask({
        cursor: stored,
        given,
        now,
        call: call(event.poll.operations),
      });
      const meant = answer.happenings.filter(({ payload }) => fits(event, given, payload));
      for (const { payload } of meant) event.payload?.parse(payload);
      return { cursor: answer.cursor, happenings: meant, isMore: answer.isMore === true };
    },
    async close(): Promise<void> {
      await host.close();
      await server.close();
      await db.destroy();
      rmSync(dataDir, { recursive: true });
    },
  };
}

export type Ground = Awaited<ReturnType<typeof openGround>>;
