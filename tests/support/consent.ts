import { consentInSandbox } from "../../src/cli/consent.ts";
import type { TestServer } from "./server.ts";

/** Connects a card's account at the stand-in, over HTTP, as a person would. */
export async function connect(server: TestServer, request: string): Promise<void> {
  const { body } = await server.json("/api/connections", "POST", { request });
  await consentInSandbox(
    { origin: server.origin, fetch: server.fetch, close: async () => {} },
    body.authorizationUrl,
  );
}
