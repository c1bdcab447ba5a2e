import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, vi } from "vitest";
import type { AutomationState } from "../../src/automations/state.ts";
import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import { sandboxes } from "../../src/connectors/index.ts";
import { createAutomationStore } from "../../src/store/automations.ts";
import { defaultAppId } from "../../src/store/database.ts";
import { openTestDatabase } from "../../src/store/ground.ts";
import { openChat, partsOf, textOf, writtenName } from "./chat.ts";
import { connectAll } from "./consent.ts";
import { startFlowModel } from "./flow-model.ts";
import { type PassingTime, passingTime } from "./passing-time.ts";
import { type TestServer, startServer } from "./server.ts";

/** The machine may be busy. */
export const eventually = <T>(check: () => Promise<T>) =>
  vi.waitFor(check, { timeout: 20_000, interval: 40 });

/** What a function made by a person is, with the automation that its flow makes. */
export interface Made {
  readonly name: string;
  readonly id: string;
  readonly said: string;
}

export interface EventGround {
  readonly server: TestServer;
  readonly time: PassingTime;
  /** A sentence, said to the built-in model, with all that it asks for allowed. */
  say(prompt: string): Promise<Made>;
  /** The same with a flow that a hosted model proposes. */
  write(flow: { readonly name: string; readonly [member: string]: unknown }): Promise<Made>;
  automation(id: string): Promise<any>;
  /** Newest first. */
  deliveries(id: string, query?: string): Promise<readonly any[]>;
  /** Runs of a function that something started, newest first. */
  runsOf(name: string): Promise<readonly any[]>;
  /** Deliveries that are over, once there are so many and nothing waits. */
  ended(id: string, count: number): Promise<readonly any[]>;
  /** The automation knows where to begin: what happens from now on is new. */
  asked(id: string): Promise<AutomationState>;
  inspector(provider: string): Promise<string>;
  state(provider: string): Promise<any>;
  /** Somebody does something in the tool itself. */
  act(provider: string, fields: Readonly<Record<string, string>>, path?: string): Promise<void>;
  lever(provider: string, fields: Readonly<Record<string, string>>): Promise<void>;
  /** Texts of a channel in Slack, the oldest first. */
  said(channel: string): Promise<readonly string[]>;
  /** A person with another client than Patchbay; calls the provider's API. */
  signIn(provider: string, scopes: readonly string[], email: string): Promise<Client>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export type Client = (method: string, path: string, body?: unknown) => Promise<any>;

/** The whole product, its stand-ins, and people who work in them. */
export async function openEventGround(
  model: "builtin" | "hosted" = "builtin",
  dataDir?: string,
): Promise<EventGround> {
  const time = passingTime();
  const hosted = model === "hosted" ? await startFlowModel("sk-test-0000000000000000") : undefined;
  const start = () => startServer(hosted?.env, dataDir, undefined, time);
  let server = await start();
  let chats = 0;

  async function made(prompt: string): Promise<Made> {
    chats += 1;
    const chat = openChat(server, `events-${chats}`);
    await chat.sendMessage({ text: prompt });
    await connectAll(server, chat);
    const proposed = partsOf(chat, "tool-propose_flow").at(-1)?.output;
    if (proposed?.status !== "ready")
      throw new Error(`${JSON.stringify(proposed)} ${textOf(chat)}`);
    const name = writtenName(chat);
    const { automations } = (await server.json(`/api/automations?function=${name}`)).body;
    expect(automations).toMatchObject([{ origin: "flow", function: name }]);
    return { name, id: automations[0].id, said: textOf(chat) };
  }

  async function inspector(provider: string): Promise<string> {
    const { body } = await server.json("/api/status");
    return body.providers.find(({ id }: { id: string }) => id === provider).inspector;
  }

  async function post(provider: string, path: string, fields: Readonly<Record<string, string>>) {
    const body = new URLSearchParams(fields);
    const answer = await fetch(new URL(path, await inspector(provider)), {
      method: "POST",
      redirect: "manual",
      body,
    });
    if (answer.status >= 400) throw new Error(`${path} ${body}: ${await answer.text()}`);
  }

  const automation = async (id: string) => (await server.json(`/api/automations/${id}`)).body;
  const deliveries = async (id: string, query = "") =>
    (await server.json(`/api/automations/${id}/deliveries${query}`)).body.deliveries;
  const state = async (provider: string): Promise<any> =>
    (await fetch(new URL("/_sandbox/state", await inspector(provider)))).json();

  return {
    get server() {
      return server;
    },
    time,
    say: made,
    write(flow) {
      const inputs = {};
      hosted?.play({ description: "Reacts", inputs, ...flow }, () => "");
      return made(`Make ${flow.name}`);
    },
    automation,
    deliveries,
    runsOf: async (name) =>
      (await server.json(`/api/runs?function=${name}`)).body.runs.filter(
        ({ automation: by }: any) => by !== null,
      ),
    ended: (id, count) =>
      eventually(async () => {
        const found = await deliveries(id);
        expect(found.map(({ status, error }: any) => [status, error])).toHaveLength(count);
        expect(found.every(({ finishedAt }: any) => finishedAt !== null)).toBe(true);
        return found;
      }),
    async asked(id) {
      const db = await openTestDatabase(server.dataDir);
      const store = createAutomationStore<AutomationState>(db, defaultAppId, time.clock);
      try {
        return await eventually(async () => {
          const { state: known, nextAt } = (await store.find(id)) ?? {};
          expect(known).toMatchObject({ cursor: expect.anything() });
          expect(known?.failed).toBeUndefined();
          expect(Date.parse(nextAt ?? "")).toBeGreaterThan(time.clock.now());
          return known ?? {};
        });
      } finally {
        await db.destroy();
      }
    },
    inspector,
    state,
    act: (provider, fields, path = "/_sandbox/acts") => post(provider, path, fields),
    lever: (provider, fields) => post(provider, "/_sandbox/levers", fields),
    async said(channel) {
      const found = (await state("slack")).channels.find((one: any) => one.name === channel);
      return found.messages.map(({ text }: { text: string }) => text);
    },
    async signIn(provider, scopes, email) {
      const [url, definition] = [await inspector(provider), await sandboxes[provider]?.()];
      const file = JSON.parse(
        readFileSync(join(server.dataDir, "sandbox", `${provider}.json`), "utf8"),
      );
      const { client } = file.shared ?? file.oauth;
      const redirect = `${server.origin}/oauth/callback`;
      const authorize = new URL(definition?.authorizePath ?? "", url);
      authorize.search = new URLSearchParams({
        [provider === "tiktok" ? "client_key" : "client_id"]: client.id,
        redirect_uri: redirect,
        response_type: "code",
        scope: scopes.join(provider === "tiktok" ? "," : " "),
        state: "test",
        login_hint: email,
      }).toString();
      const page = await (await fetch(authorize)).text();
      const { action, fields } = await openConsent(authorize.href);
      const who = new RegExp(`value="([^"]+)"[^>]*/><span>[^<]*<span class="quiet">${email}`);
      const person = who.exec(page.replaceAll(/\s+/g, " ").replaceAll(/ \/>/g, "/>"))?.[1];
      if (person !== undefined) fields.set("user", person);
      const code = new URL(await submitConsent(action, fields)).searchParams.get("code") ?? "";
      const answer = await fetch(new URL(definition?.tokenPath ?? "", url), {
        method: "POST",
        body: new URLSearchParams({
          [provider === "tiktok" ? "client_key" : "client_id"]: client.id,
          client_secret: client.secret,
          grant_type: "authorization_code",
          redirect_uri: redirect,
          code,
        }),
      });
      const { access_token: token } = (await answer.json()) as any;
      if (!token) throw new Error(`${provider} gave no token: ${answer.status}`);
      return async (method, path, body) => {
        const called = await fetch(new URL(path, url), {
          method,
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await called.text();
        if (!called.ok) throw new Error(`${method} ${path}: ${called.status} ${text}`);
        return text === "" ? null : JSON.parse(text);
      };
    },
    async restart() {
      await server.close();
      server = await start();
    },
    async close() {
      await server.close();
      await hosted?.close();
    },
  };
}
