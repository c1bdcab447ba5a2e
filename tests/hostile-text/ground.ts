import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { vi } from "vitest";
import { connectAll } from "../support/consent.ts";
import { openChat, partsOf, settled } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";
import { call, flowOf, post, written } from "./attack.ts";
import { type ObeyingModel, modelKey, startObeyingModel } from "./obeying-model.ts";
import { storedText } from "../../src/store/ground.ts";

/** The value of a secret that code may name, for one host. */
const secretValue = "vault-value-that-nobody-may-see-4711";

/**
 * A server with everything that must not leave it: tokens of a connected account, a secret, the keys
 * of the server. What it sends, logs and stores is kept, to be searched for them.
 */
export async function createGround(env: Record<string, string> = {}) {
  const seen: string[] = [];
  const kept = (chunk: unknown) => {
    seen.push(String(chunk));
    return true;
  };
  const streams = [process.stdout, process.stderr];
  const logs = streams.map((stream) => vi.spyOn(stream, "write").mockImplementation(kept));
  const server = await startServer(env);
  const network = globalThis.fetch;
  const watched = vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const response = await network(input, init);
    const url = String(input instanceof Request ? input.url : input);
    if (url.startsWith(server.origin))
      void response
        .clone()
        .text()
        .then(kept, () => {});
    return response;
  });
  await server.json("/api/secrets/VAULT_KEY", "PUT", {
    value: secretValue,
    hosts: ["vault.example"],
  });

  return {
    server,
    /** Everything in which a credential of this server stands that should be in none. */
    async leaks(further: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
      const places = {
        ...further,
        "sent or logged": seen.join("\n"),
        database: await storedText(server.dataDir),
        ...filesOf(server.dataDir),
      };
      const secrets = [secretValue, modelKey, server.server.apiKey, ...secretsOf(server.dataDir)];
      return Object.entries(places).flatMap(([place, text]) =>
        secrets.filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret}`),
      );
    },
    /** Text of every message in Slack. */
    async messages(): Promise<readonly string[]> {
      const { channels } = await stateOf(server, "slack");
      return channels.flatMap(({ messages }: any) => messages.map(({ text }: any) => text));
    },
    /** Scopes that the connected accounts grant. */
    async granted(): Promise<readonly string[]> {
      const { body } = await server.json("/api/connections");
      return body.connections.flatMap(({ scopes }: any) => Object.values(scopes).flat());
    },
    /** Each function with its version and the operations it may call. */
    async functions(): Promise<
      Readonly<Record<string, { version: number; operations: string[] }>>
    > {
      const { body } = await server.json("/api/functions");
      return Object.fromEntries(
        body.functions.map(({ name, version, operations }: any) => [name, { version, operations }]),
      );
    },
    runs: async (): Promise<any[]> => (await server.json("/api/runs?limit=100")).body.runs,
    async close(): Promise<void> {
      watched.mockRestore();
      for (const log of logs) log.mockRestore();
      await server.close();
    },
  };
}

export type Ground = Awaited<ReturnType<typeof createGround>>;

/** The same with the model that obeys, an account connected, and three functions of the person's. */
export async function createObeyingGround(env: Record<string, string> = {}) {
  const model = await startObeyingModel();
  const ground = await createGround({ ...model.settings, ...env });
  const { server } = ground;
  /** A turn of a chat in which the model does this. */
  async function turn(
    id: string,
    text: string,
    steps: Parameters<ObeyingModel["tell"]>[0],
    prepared?: Parameters<ObeyingModel["tell"]>[1],
  ) {
    model.tell(steps, prepared);
    const chat = openChat(server, id);
    await chat.sendMessage({ text });
    await settled(chat);
    return chat;
  }
  const wanted = [call("propose_flow", { flow: flowOf("sayHello", [post()]) })];
  const asked = [call("request_connection", { request: "@connect.0.request" })];
  const chat = await turn("said", "Post hello to #general", [
    wanted,
    asked,
    [call("write_function", { proposal: "@proposal" })],
  ]);
  await connectAll(server, chat);
  const list = { id: "channels", use: "slack.conversations.list", with: {} };
  const reading = await turn("read", "List the channels", [
    [call("propose_flow", { flow: flowOf("peek", [list], { output: "${channels.channels}" }) })],
    asked,
    [call("write_function", { proposal: "@proposal" })],
  ]);
  await connectAll(server, reading);
  await turn("pay", "Announce the payroll", written(flowOf("payroll", [post("Paid")])));
  await turn("pay", "Announce it better", written(flowOf("payroll", [post("All paid")]), 1));
  return {
    ...ground,
    turn,
    leaks: () => ground.leaks({ "the model was sent": model.sent() }),
    async close(): Promise<void> {
      await ground.close();
      await model.stop();
    },
  };
}

export type ObeyingGround = Awaited<ReturnType<typeof createObeyingGround>>;

/** What the tools of a chat answered, errors too. */
export function answersOf(chat: ReturnType<typeof openChat>): string {
  const parts = chat.messages.flatMap((message) => message.parts);
  return parts
    .flatMap((part) => ("toolCallId" in part ? JSON.stringify(part) : []))
    .concat(chat.error?.message ?? "")
    .join("\n");
}

export const waitingRuns = (chat: ReturnType<typeof openChat>) =>
  partsOf(chat, "tool-run_function").filter(({ state }) => state === "approval-requested");

/** The stand-in's own state. */
export async function stateOf(server: TestServer, provider: string): Promise<any> {
  const inspector = await inspectorOf(server, provider);
  return (await fetch(new URL("/_sandbox/state", inspector))).json();
}

export async function inspectorOf(server: TestServer, provider: string): Promise<string> {
  const { body } = await server.json("/api/status");
  return body.providers.find(({ id }: any) => id === provider).inspector;
}

/** Where the server itself keeps secrets, and where the stand-ins keep theirs. */
const ownPlaces = /^(?:api-key|approval-key|encryption-key[^/]*|sandbox\/.*|server\.json)$/;

function filesOf(dataDir: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pathsIn(dataDir)
      .filter((path) => !ownPlaces.test(path))
      .map((path) => [path, readFileSync(join(dataDir, path), "latin1")]),
  );
}

function pathsIn(dataDir: string): readonly string[] {
  return readdirSync(dataDir, { recursive: true, encoding: "utf8" })
    .map((path) => relative(dataDir, join(dataDir, path)))
    .filter((path) => statSync(join(dataDir, path)).isFile());
}

/** The keys of the server, and every token and client secret that a stand-in has issued. */
function secretsOf(dataDir: string): readonly string[] {
  const read = (path: string) => readFileSync(join(dataDir, path), "utf8");
  const paths = pathsIn(dataDir).filter((path) => ownPlaces.test(path));
  const own = paths.filter((path) => path.includes("key")).map((path) => read(path).trim());
  const issued = paths
    .filter((path) => path.startsWith("sandbox/"))
    .flatMap((path) => {
      const state = JSON.parse(read(path));
      const { client, tokens = [], refreshTokens = [] } = state.shared ?? state.oauth ?? state;
      const values = [...tokens, ...refreshTokens].flatMap(({ value, refresh }: any) => [
        value,
        refresh,
      ]);
      return [client?.secret, ...values].filter((value) => typeof value === "string");
    });
  return [...own, ...issued];
}
