import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { DeliveryView } from "../../src/contract/automation.ts";
import { cliFile } from "../support/command-line.ts";

/**
 * A server that is killed in the middle of its work loses no call that it said it took: each is
 * started until it succeeds, and is one delivery however often it was sent.
 */
const kills = 3;
const callsEach = 30;
const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
const { PATH = "", HOME = "" } = process.env;
let child: ChildProcess;
let origin: string;

async function start(): Promise<void> {
  child = spawn(process.execPath, [cliFile, "start"], {
    env: { PATH, HOME, DATA_DIR: dataDir, FUNCTIONS_DIR: join(dataDir, "functions"), PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve) =>
    child.stdout?.once("data", (chunk) => resolve(String(chunk))),
  );
  origin = new URL(/http\S+/.exec(line)?.[0] ?? "").origin;
}
async function end(signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once("close", resolve));
  child.kill(signal);
  await ended;
}
async function api(path: string, method = "GET", body?: unknown): Promise<any> {
  const key = readFileSync(join(dataDir, "api-key"), "utf8").trim();
  const answer = await fetch(new URL(path, origin), {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
}

/** Takes a while, so that a kill finds some of it under way. */
const code = `export default {
  async fetch(request: Request): Promise<Response> {
    const { call } = await request.json();
    await new Promise((resolve) => setTimeout(resolve, 150));
    return Response.json({ call });
  },
};
`;

beforeAll(start);
afterAll(async () => {
  await end("SIGTERM");
  rmSync(dataDir, { recursive: true });
});

test("what was taken before a kill is started after it, once recorded", async () => {
  await api("/api/functions/slow", "PUT", { code });
  const body = { function: "slow", trigger: { type: "webhook" } };
  const { id, secret } = await api("/api/automations", "POST", body);
  const accepted = new Set<string>();
  const call = async (key: string) => {
    const answer = await fetch(new URL(`/hooks/${id}`, origin), {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "idempotency-key": key },
      body: JSON.stringify({ call: key }),
    });
    if (answer.status === 202) accepted.add(key);
  };
  for (let kill = 0; kill < kills; kill += 1) {
    const keys = Array.from({ length: callsEach }, (_, at) => `${kill}-${at}`);
    const calls = Promise.allSettled(keys.map(call));
    // The first kill comes while calls are still taken, the later ones while what was taken runs.
    await (kill === 0 ? wait(20) : calls.then(() => wait(100 * kill)));
    await end("SIGKILL");
    await calls;
    await start();
    // A sender whose call was not answered, or whose answer was lost, sends it again.
    await Promise.all(keys.map(call));
  }
  expect(accepted.size).toBe(kills * callsEach);
  let deliveries: readonly DeliveryView[] = [];
  await vi.waitFor(
    async () => {
      ({ deliveries } = await api(`/api/automations/${id}/deliveries?limit=100`));
      expect(deliveries.filter(({ finishedAt }) => finishedAt === null)).toEqual([]);
    },
    { timeout: 25_000, interval: 200 },
  );
  expect(deliveries.map(({ key }) => key).toSorted()).toEqual([...accepted].toSorted());
  expect(new Set(deliveries.map(({ status, attempts }) => `${status} ${attempts}`))).toEqual(
    new Set(["succeeded 1"]),
  );
  const runs = await Promise.all(deliveries.map(({ run }) => api(`/api/runs/${run}`)));
  expect(runs.map(({ status, output }) => [status, output.call])).toEqual(
    deliveries.map(({ key }) => ["succeeded", key]),
  );
  const { runs: latest } = await api("/api/runs?limit=100");
  expect(latest.map(({ status }: { status: string }) => status)).toContain("interrupted");
}, 90_000);
