import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LogLevel, WebClient } from "@slack/web-api";
import { sandboxes } from "../../src/connectors/index.ts";
import { createSandboxHost } from "../../src/sandbox/host/host.ts";

export const redirectUri = "http://127.0.0.1:9/oauth/callback";

export interface Asked {
  readonly scope?: string;
  readonly user_scope?: string;
}

/** What the person does on the consent page. */
interface Person {
  readonly id?: string;
  readonly untick?: readonly string[];
  readonly decision?: "allow" | "deny";
}

/** The stand-in on a free port with a data folder of its own, and a clock that is set by hand. */
export async function startSlack() {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-slack-"));
  const clock = { time: Date.UTC(2026, 10, 23, 9), now: () => clock.time };
  const host = createSandboxHost({ dataDir, clock, definitions: sandboxes });
  const start = () => host.start("slack", { redirectUris: [redirectUri] });
  let running = await start();

  const authorizeUrl = (parameters: Readonly<Record<string, string>>) =>
    `${running.authorizeUrl}?${new URLSearchParams({
      client_id: running.clientId,
      redirect_uri: redirectUri,
      state: "s t/a&te",
      ...parameters,
    }).toString()}`;

  /** Fills in the form of the page as a browser would; answers with where it sends the browser. */
  async function consent(asked: Asked, person: Person = {}): Promise<URL> {
    const html = await (await fetch(authorizeUrl({ ...asked }))).text();
    const fields = new URLSearchParams();
    for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
      const [type = "", name = "", value = ""] = ["type", "name", "value"].map((attribute) =>
        new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1]?.replaceAll("&amp;", "&"),
      );
      if (type === "radio") continue;
      if (type === "hidden" || (tag.includes(" checked") && !person.untick?.includes(value)))
        fields.append(name, value);
    }
    fields.set("user", person.id ?? running.users[0]?.id ?? "");
    fields.set("decision", person.decision ?? "allow");
    const answer = await fetch(running.authorizeUrl, {
      method: "POST",
      body: fields,
      redirect: "manual",
      headers: { origin: running.url },
    });
    return new URL(answer.headers.get("location") ?? `${running.url}/no-redirect`);
  }

  async function access(fields: Readonly<Record<string, string>>, secret = running.clientSecret) {
    const basic = Buffer.from(`${running.clientId}:${secret}`).toString("base64");
    const answer = await fetch(running.tokenUrl, {
      method: "POST",
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams(fields),
    });
    return { status: answer.status, body: (await answer.json()) as any };
  }

  /** The whole sign-in; the answer of the token endpoint. */
  async function install(asked: Asked, person: Person = {}) {
    const code = (await consent(asked, person)).searchParams.get("code") ?? "";
    return (await access({ code, redirect_uri: redirectUri })).body;
  }

  return {
    clock,
    dataDir,
    host,
    get running() {
      return running;
    },
    authorizeUrl,
    consent,
    access,
    install,
    client: (token?: string) =>
      new WebClient(token, {
        slackApiUrl: `${running.url}/api/`,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        logLevel: LogLevel.ERROR,
      }),
    /** A call by hand, for what the official client would not send. */
    async call(method: string, init: RequestInit & { readonly token?: string } = {}) {
      const headers = new Headers(init.headers);
      if (init.token !== undefined) headers.set("authorization", `Bearer ${init.token}`);
      const answer = await fetch(`${running.url}/api/${method}`, {
        method: "POST",
        ...init,
        headers,
      });
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any };
    },
    async lever(fields: Readonly<Record<string, string>>): Promise<number> {
      const body = new URLSearchParams(fields);
      return (await fetch(`${running.url}/_sandbox/levers`, { method: "POST", body })).status;
    },
    async channel(name: string) {
      const state = (await (await fetch(`${running.url}/_sandbox/state`)).json()) as any;
      return state.channels.find((channel: { name: string }) => channel.name === name);
    },
    async restart(): Promise<void> {
      await running.close();
      running = await start();
    },
    async close(): Promise<void> {
      await host.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}

/** The code with which a call fails. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => "none",
    (error: { data?: { error?: string } }) => error.data?.error ?? error,
  );
}

export type SlackHarness = Awaited<ReturnType<typeof startSlack>>;
