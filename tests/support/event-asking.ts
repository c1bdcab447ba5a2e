import { createCatalog } from "../../src/catalog/catalog.ts";
import type { EventGiven, Happening } from "../../src/catalog/event.ts";
import type { Connector } from "../../src/catalog/connector.ts";
import type { Provider } from "../../src/catalog/provider.ts";
import { createEventSources } from "../../src/automations/event-sources.ts";
import type { CredentialAnswer } from "../../src/connections/types.ts";
import type { Clock } from "../../src/core/clock.ts";
import { PatchbayError } from "../../src/core/errors.ts";
import { createOutbound } from "../../src/core/outbound.ts";
import { createBroker } from "../../src/runs/broker/broker.ts";

/** Questions about events through a real broker to a stand-in at `url`. */
export function createAsking(
  connectors: readonly Connector[],
  provider: Provider,
  {
    url,
    clock,
    credential,
    apiHeaders = {},
  }: {
    readonly url: string;
    readonly clock: Clock;
    readonly credential: () => CredentialAnswer;
    readonly apiHeaders?: Readonly<Record<string, string>>;
  },
) {
  const catalog = createCatalog(connectors, [provider]);
  const calls: string[] = [];
  let broken: RegExp | undefined;
  const outbound = createOutbound({
    fetch,
    allowInsecureOrigin: (origin) => origin === new URL(url).origin,
  });
  const broker = createBroker({
    catalog,
    secretOf: async () => ({ status: "unknown" }),
    credentials: {
      get: async () => credential(),
      renew: async () => ({ status: "reconnect-needed", connectionId: "conn_1" }),
    },
    endpointsOf: async () => ({
      mode: "sandbox",
      clientId: "id",
      clientSecret: "secret",
      authorizeUrl: `${url}/authorize`,
      tokenUrl: `${url}/token`,
      apiBase: url,
      apiHeaders,
    }),
    openOutbound: () => async (target, init) => {
      const { pathname, searchParams } = new URL(target);
      if (broken?.test(pathname)) throw new PatchbayError("outbound/failed", "connection lost");
      calls.push(`${init?.method ?? "GET"} ${pathname}?${searchParams.toString()}`);
      return outbound(target, init);
    },
    clock,
    wait: async () => {},
  });
  const sources = createEventSources({ broker, catalog, clock });
  const eventOf = (id: string) => {
    const event = connectors.flatMap(({ events }) => events).find((one) => one.id === id);
    if (!event) throw new Error(`There is no event ${id}`);
    return event;
  };
  return {
    sources,
    /** Every request that left, `GET /path?query`. */
    calls,
    eventOf,
    /** Loses every request whose path fits, until it is called without. */
    breakAt(path?: RegExp) {
      broken = path;
    },
    /** One automation's questions, each with the cursor that the one before answered. */
    watch(id: string, given: EventGiven = {}) {
      const event = eventOf(id);
      let cursor: unknown;
      return {
        /** What is new, over as many answers as it takes; each payload is checked against the event's. */
        async ask(): Promise<readonly Happening["payload"][]> {
          return (await this.happenings()).map(({ payload }) => payload);
        },
        async happenings(): Promise<readonly Happening[]> {
          const told: Happening[] = [];
          for (;;) {
            const answer = await sources.ask({ event, given }, cursor);
            cursor = answer.cursor;
            for (const { payload } of answer.happenings) event.payload?.parse(payload);
            told.push(...answer.happenings);
            if (!answer.isMore) return told;
          }
        },
        get cursor() {
          return cursor;
        },
        /** As if the last answers had not been kept. */
        restore(earlier: unknown) {
          cursor = earlier;
        },
      };
    },
  };
}
