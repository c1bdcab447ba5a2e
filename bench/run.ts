import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { createCatalog } from "../src/catalog/catalog.ts";
import type { Connector } from "../src/catalog/connector.ts";
import { connectors, providers } from "../src/connectors/index.ts";
import { systemClock } from "../src/core/clock.ts";
import { createLeanFetch } from "../src/core/lean-fetch.ts";
import { createOutbound } from "../src/core/outbound.ts";
import { createBroker } from "../src/runs/broker/broker.ts";
import { type Runner, createRunner } from "../src/runs/deno/runner.ts";
import type { RunRights } from "../src/runs/types.ts";
import { type Bench, figure, timed } from "./figure.ts";

const path = "/api/chat.postMessage";
const body = JSON.stringify({ channel: "C0123", text: "Hello" });
const headers = { "content-type": "application/json" };
const rights: RunRights = {
  runId: "run_bench",
  approvals: [{ operation: "slack.chat.postMessage", token: "bot" }],
};
const code = `
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

const samples = 500;
const coldSamples = 40;
const inFlight = 32;
const windows = 8;
const windowMs = 1_000;

/** The same call to the same server: by `fetch`, through the broker, and from a function, warm and cold. */
export const runBench: Bench = async () => {
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
  const deps = { dataDir, broker, clock: systemClock };
  const [pooled, unpooled] = [
    createRunner(deps),
    createRunner({ ...deps, limits: { poolSize: 0 } }),
  ];
  let names = 0;
  const fresh = () => `fresh${++names}`;

  const direct = async () =>
    (await fetch(apiBase + path, { method: "POST", headers, body })).json();
  const brokered = async () => {
    const call = {
      method: "POST",
      url: `https://slack.com${path}`,
      headers: Object.entries(headers),
      body: Buffer.from(body),
    };
    const { signal } = new AbortController();
    const answer = await broker.open(rights, Date.now() + 30_000).call(call, signal);
    if (!("status" in answer) || answer.status !== 200) throw new Error(JSON.stringify(answer));
  };
  const warm = () => runOnce(pooled, "warm");

  try {
    const times = { direct: [0], broker: [0], warm: [0], cold: [0], process: [0] };
    for (const list of Object.values(times)) list.length = 0;
    for (let n = 0; n < 200; n++) await Promise.all([direct(), brokered(), warm()]);
    await pooled.warmUp();
    // In turn, so that whatever else the machine does falls on all of them alike.
    for (let n = 0; n < samples; n++) {
      times.direct.push(await timed(direct));
      times.broker.push(await timed(brokered));
      times.warm.push(await timed(warm));
    }
    for (let n = 0; n < coldSamples; n++) {
      await sleep(150);
      await pooled.warmUp();
      times.cold.push(await timed(() => runOnce(pooled, fresh())));
      times.process.push(await timed(() => runOnce(unpooled, fresh())));
    }
    // After the single calls, which many at a time would disturb.
    const rates = { direct: await rate(direct), warm: await rate(warm) };
    return [
      figure("run.direct", "ms", times.direct),
      figure("run.broker", "ms", times.broker),
      figure("run.warm", "ms", times.warm, 2),
      figure("run.cold", "ms", times.cold, 10.5),
      figure("run.process", "ms", times.process, 87),
      figure("run.throughput", "per second", rates.warm, 2_900),
      figure("run.throughput.direct", "per second", rates.direct),
    ];
  } finally {
    await Promise.all([pooled.close(), unpooled.close(), upstream.terminate()]);
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** With limits that are counted and never met: what is measured is not how long Slack keeps a call waiting. */
function unlimited(connector: Connector): Connector {
  const classes = Object.entries(connector.rateClasses ?? {});
  const rateClasses = classes.map(([name, one]) => [name, { ...one, limit: 1e9 }] as const);
  return { ...connector, rateClasses: Object.fromEntries(rateClasses) };
}

async function runOnce(runner: Runner, name: string): Promise<void> {
  const running = runner.run({
    target: { function: name, version: 1, code, principal: "app" },
    rights,
    request: new Request("https://functions.invalid/bench", { method: "POST", headers, body }),
  });
  const text = await (await running.response).text();
  const { status } = await running.done;
  if (status !== "succeeded") throw new Error(text);
}

/** Calls a second with so many at a time, one sample a window. */
async function rate(work: () => Promise<unknown>): Promise<readonly number[]> {
  const perSecond: number[] = [];
  for (let window = 0; window <= windows; window++) {
    const start = performance.now();
    let done = 0;
    const one = async () => {
      while (performance.now() - start < windowMs) {
        await work();
        done++;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, one));
    perSecond.push((done * 1_000) / (performance.now() - start));
  }
  // The first warms up.
  return perSecond.slice(1);
}
