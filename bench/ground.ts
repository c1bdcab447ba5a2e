import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { createCatalog } from "../src/catalog/catalog.ts";
import type { Connector } from "../src/catalog/connector.ts";
import { connectors, providers } from "../src/connectors/index.ts";
import { systemClock } from "../src/core/clock.ts";
import { createLeanFetch } from "../src/core/lean-fetch.ts";
import { createOutbound } from "../src/core/outbound.ts";
import { type Broker, createBroker } from "../src/runs/broker/broker.ts";
import type { RunnerLimits } from "../src/runs/deno/limits.ts";
import {
  type Processes,
  type Runner,
  createProcesses,
  createRunner,
} from "../src/runs/deno/runner.ts";
import type { RunRights } from "../src/runs/types.ts";

/** The one call that everything here makes. */
export const path = "/api/chat.postMessage";
export const body = JSON.stringify({ channel: "C0123", text: "Hello" });
export const headers = { "content-type": "application/json" };
export const approvals: RunRights["approvals"] = [
  { operation: "slack.chat.postMessage", token: "bot" },
];
export const rights: RunRights = { runId: "run_bench", approvals };
export const code = `
interface Input { readonly channel: string; readonly text: string }

export default {
  async fetch(request: Request): Promise<Response> {
    const input: Input = await request.json();
    const answer = await fetch("https://slack.com${path}", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    return Response.json(await answer.json());
  },
};
`;

type WarmRunner = Runner & Pick<Processes, "warmUp">;

export interface BenchGround {
  readonly apiBase: string;
  readonly dataDir: string;
  readonly broker: Broker;
  /** Ended with the ground. */
  runner(limits?: Partial<RunnerLimits>): WarmRunner;
  close(): Promise<void>;
}

/** A provider in a thread of its own, a broker before it, and runners on real processes. */
export async function createBenchGround(): Promise<BenchGround> {
  const upstream = new Worker(new URL("upstream.ts", import.meta.url));
  const [origin]: unknown[] = await once(upstream, "message");
  const apiBase = String(origin);
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-bench-"));
  const outbound = createOutbound({
    fetch: createLeanFetch(),
    allowInsecureOrigin: (given) => given === apiBase,
  });
  const broker = createBroker({
    secretOf: async () => ({ status: "unknown" }),
    catalog: createCatalog(connectors.map(unlimited), providers),
    credentials: {
      get: async () => ({
        status: "ok",
        accessToken: "bench",
        scopes: ["chat:write"],
        connectionId: "conn_bench",
        mode: "sandbox",
      }),
      renew: async () => ({ status: "not-connected" }),
    },
    endpointsOf: async () => ({
      mode: "sandbox",
      clientId: "",
      clientSecret: "",
      authorizeUrl: "",
      tokenUrl: "",
      apiBase,
    }),
    openOutbound: () => outbound,
    clock: systemClock,
  });
  const started: Processes[] = [];
  return {
    apiBase,
    dataDir,
    broker,
    runner(limits = {}) {
      const processes = createProcesses(dataDir, limits);
      started.push(processes);
      return {
        ...createRunner({ processes, broker, clock: systemClock }),
        warmUp: processes.warmUp,
      };
    },
    async close() {
      await Promise.all(started.map((processes) => processes.close()));
      await upstream.terminate();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The call made directly, by `fetch`. */
export async function callDirectly(apiBase: string): Promise<unknown> {
  return (await fetch(apiBase + path, { method: "POST", headers, body })).json();
}

/** One run to its end; throws where it did not succeed. */
export async function runOnce(runner: Runner, name: string): Promise<void> {
  const running = runner.run({
    target: { function: name, version: 1, code, principal: "app" },
    rights,
    request: new Request("https://functions.invalid/bench", { method: "POST", headers, body }),
  });
  const text = await (await running.response).text();
  const { status } = await running.done;
  if (status !== "succeeded") throw new Error(text);
}

/** With limits that are counted and never met: what is measured is not how long Slack keeps a call waiting. */
function unlimited(connector: Connector): Connector {
  const classes = Object.entries(connector.rateClasses ?? {});
  const rateClasses = classes.map(([name, one]) => [name, { ...one, limit: 1e9 }] as const);
  return { ...connector, rateClasses: Object.fromEntries(rateClasses) };
}
