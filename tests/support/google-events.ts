import type { Connector } from "../../src/catalog/connector.ts";
import { google } from "../../src/connectors/google/provider.ts";
import { startGoogle } from "../clients/google-harness.ts";
import { createAsking } from "./event-asking.ts";

const prefix = "https://www.googleapis.com/auth/";

/** Google's stand-in, and questions about events with these scopes by their short names. */
export async function startGoogleEvents(
  connectors: readonly Connector[],
  scopes: readonly string[],
  time = Date.UTC(2026, 10, 23, 9),
) {
  const clock = { time, now: () => clock.time };
  const stand = await startGoogle(clock);
  const full = scopes.map((scope) => (scope.startsWith("https:") ? scope : prefix + scope));
  let accessToken = String(stand.auth(scopes).credentials.access_token);
  const asking = createAsking(connectors, google, {
    url: stand.url,
    clock,
    credential: () => ({
      status: "ok",
      accessToken,
      scopes: full,
      connectionId: "conn_1",
      mode: "sandbox",
    }),
  });
  return {
    ...stand,
    ...asking,
    clock,
    pass(ms: number) {
      clock.time += ms;
      // tokens end after an hour
      accessToken = String(stand.auth(scopes).credentials.access_token);
    },
    /** A call as a person's browser makes it, with all rights; answers the JSON. */
    async as(
      scope: readonly string[],
      method: string,
      path: string,
      body?: unknown,
      email = "maya@example.com",
    ): Promise<Record<string, unknown>> {
      const token = stand.auth(scope, email).credentials.access_token;
      const answer = await fetch(`${stand.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
      return text === "" ? {} : JSON.parse(text);
    },
  };
}
