import { consentInSandbox, openConsent, submitConsent } from "../../src/cli/consent.ts";
import { partsOf, settled, type openChat } from "./chat.ts";
import type { TestServer } from "./server.ts";

async function begin(server: TestServer, request: string): Promise<string> {
  return (await server.json("/api/connections", "POST", { request })).body.authorizationUrl;
}

/** Connects a card's account at the stand-in, over HTTP, as a person would. */
export async function connect(server: TestServer, request: string): Promise<void> {
  const client = { origin: server.origin, fetch: server.fetch, close: async () => {} };
  await consentInSandbox(client, await begin(server, request));
}

/** Connects every card of a chat, one after the other, and lets the agent go on. */
export async function connectAll(
  server: TestServer,
  chat: ReturnType<typeof openChat>,
): Promise<void> {
  const waiting = () =>
    partsOf(chat, "tool-request_connection").filter(({ state }) => state === "input-available");
  for (let [card] = waiting(); card?.state === "input-available"; [card] = waiting()) {
    await connect(server, card.input.request);
    const output = { status: "granted" as const, missing: [], brokenSteps: [] };
    await chat.addToolOutput({ tool: "request_connection", toolCallId: card.toolCallId, output });
    await settled(chat);
  }
}

/** As `connect`, with some boxes left unticked. */
export async function connectWithout(
  server: TestServer,
  request: string,
  scopes: readonly string[],
): Promise<void> {
  const { action, fields } = await openConsent(await begin(server, request));
  const kept = new URLSearchParams([...fields].filter(([, value]) => !scopes.includes(value)));
  await server.fetch(await submitConsent(action, kept));
}

/** Says no at the provider. */
export async function deny(server: TestServer, request: string): Promise<void> {
  const { action, fields } = await openConsent(await begin(server, request));
  const denied = new URLSearchParams(fields);
  for (const [name, value] of fields) if (value === "allow") denied.set(name, "deny");
  await server.fetch(await submitConsent(action, denied));
}
