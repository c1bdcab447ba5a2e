import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consentInSandbox } from "../../src/cli/consent.ts";
import { testPlace } from "../../src/store/ground.ts";
import { cliFile } from "../support/command-line.ts";
import { startBalancer } from "./balancer.ts";

const { PATH = "", HOME = "" } = process.env;

/** The first line that a command prints, once it is there. */
async function spawned(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [cliFile, ...args], {
    env: { PATH, HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stderr?.on("data", (chunk) => said.push(String(chunk)));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (chunk) => resolve(String(chunk)));
    child.once("close", (code, signal) =>
      reject(new Error(`It ended (${signal ?? code}): ${said.join("")}`)),
    );
  });
  return { child, line, said };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "close");
  child.kill(signal);
  await ended;
}

/** Identical server processes on one Postgres behind a load balancer, and Slack's stand-in beside them. */
export async function startCluster(count: number, more: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const { databaseUrl = "" } = await testPlace(folder, "postgres");
  const slack = await spawned(["sandbox", "start", "--provider", "slack", "--port", "0"], {
    DATA_DIR: join(folder, "slack"),
  });
  const standIn = JSON.parse(slack.line);
  const running = new Map<number, { readonly child: ChildProcess; readonly origin: string }>();
  const logs: string[][] = [];
  const balancer = await startBalancer(() => Array.from(running.values(), ({ origin }) => origin));

  async function start(at: number): Promise<void> {
    const dataDir = join(folder, `server-${at}`);
    const { child, said } = await spawned(["start"], {
      DATA_DIR: dataDir,
      FUNCTIONS_DIR: join(dataDir, "functions"),
      PORT: "0",
      PUBLIC_URL: balancer.origin,
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: Buffer.alloc(32, "key").toString("base64"),
      SLACK_CLIENT_ID: standIn.clientId,
      SLACK_CLIENT_SECRET: standIn.clientSecret,
      SLACK_AUTHORIZE_URL: standIn.authorizeUrl,
      SLACK_TOKEN_URL: standIn.tokenUrl,
      SLACK_API_BASE: standIn.url,
      ...more,
    });
    logs.push(said);
    const { url } = JSON.parse(readFileSync(join(dataDir, "server.json"), "utf8"));
    running.set(at, { child, origin: url });
  }

  await Promise.all(Array.from({ length: count }, (_, at) => start(at)));
  const key = readFileSync(join(folder, "server-0", "api-key"), "utf8").trim();

  /** With the key that all of them know; through the load balancer, or at one of them. */
  function send(path: string, init: RequestInit = {}, at?: number): Promise<Response> {
    const origin = at === undefined ? balancer.origin : (running.get(at)?.origin ?? "");
    const headers = new Headers(init.headers);
    if (!headers.has("authorization")) headers.set("authorization", `Bearer ${key}`);
    return fetch(new URL(path, origin), { ...init, headers });
  }

  async function json(path: string, method = "GET", body?: unknown, at?: number): Promise<any> {
    const init = {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    };
    const answer = await send(path, init, at);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  return {
    databaseUrl,
    origin: balancer.origin,
    send,
    json,
    start,
    logs: () => logs.flat().join(""),
    /** Ends one as a machine that loses its power does. */
    async kill(at: number): Promise<void> {
      const one = running.get(at);
      // The balancer learns of it by connections that are refused, as it would.
      if (one) await end(one.child, "SIGKILL");
    },
    async stop(at: number): Promise<void> {
      const one = running.get(at);
      if (one) await end(one.child, "SIGTERM");
    },
    /** Connects Slack: the sign-in begins at one process and ends at another. */
    async connectSlack(scopes: readonly string[]): Promise<void> {
      const wanted = { connector: "slack", scopes };
      const { authorizationUrl } = await json("/api/connections", "POST", wanted, 0);
      const client = {
        origin: balancer.origin,
        close: async () => {},
        fetch(url: string | URL) {
          const { pathname, search } = new URL(url, balancer.origin);
          return send(pathname + search, { redirect: "manual" }, 1);
        },
      };
      await consentInSandbox(client, authorizationUrl);
    },
    /** All that stands in Slack's channels. */
    async messages(): Promise<readonly string[]> {
      const state: any = await (await fetch(`${standIn.url}/_sandbox/state`)).json();
      return state.channels.flatMap(({ messages }: any) => messages.map(({ text }: any) => text));
    },
    async close(): Promise<void> {
      await Promise.all([
        ...Array.from(running.values(), ({ child }) => end(child, "SIGTERM")),
        end(slack.child, "SIGTERM"),
      ]);
      balancer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TestCluster = Awaited<ReturnType<typeof startCluster>>;
