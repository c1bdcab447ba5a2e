import { join } from "node:path";
import type { Connector } from "../../src/catalog/connector.ts";
import { google } from "../../src/connectors/google/provider.ts";
import { people } from "../../src/connectors/google/sandbox/ground/people.ts";
import { createGoogleSandbox } from "../../src/connectors/google/sandbox/index.ts";
import { createGeneratedCode } from "./generated-code.ts";

export type { Step } from "./generated-code.ts";

/**
 * Generated code against Google's stand-in, with these scopes by their short names. `sent` has its
 * calls in order: `GET /v1/people/me`.
 */
export function createGoogleCode(connectors: readonly Connector[], scopes: readonly string[]) {
  const sent: string[] = [];
  const run = createGeneratedCode(connectors, google, (folder) => {
    sent.length = 0;
    const clock = { now: () => Date.now() };
    const stateFile = join(folder, "google.json");
    const stand = createGoogleSandbox({ stateFile, clock, redirectUris: [] });
    stand.state.current.shared.tokens.push({
      value: "token",
      userId: people[0]?.id ?? "",
      scopes: scopes.map((scope) => `https://www.googleapis.com/auth/${scope}`),
      expiresAt: clock.now() + 3_600_000,
      revoked: false,
    });
    return (request) => {
      request.headers.set("authorization", "Bearer token");
      sent.push(`${request.method} ${new URL(request.url).pathname}`);
      return stand.fetch(request);
    };
  });
  return { run, sent };
}
