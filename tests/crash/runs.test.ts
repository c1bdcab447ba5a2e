import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cliFile } from "../support/command-line.ts";
import { type HeldApi, addHeldFunction, startHeldApi } from "../support/held-api.ts";

/** A server that is killed in the middle of a run: what had happened by then is found afterwards. */
let api: HeldApi;
let dataDir: string;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  api = await startHeldApi();
  dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await api.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function startProcess() {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [cliFile, "start"], {
    env: {
      PATH,
      HOME,
      DATA_DIR: dataDir,
      FUNCTIONS_DIR: join(dataDir, "functions"),
      PORT: "0",
      PRIVATE_ORIGINS: api.url,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      children.delete(child);
      resolve();
    });
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const { url } = JSON.parse(readFileSync(join(dataDir, "server.json"), "utf8"));
  const key = readFileSync(join(dataDir, "api-key"), "utf8").trim();
  return {
    child,
    ended,
    async send(path: string, method = "GET", body?: unknown): Promise<any> {
      const response = await fetch(new URL(path, url), {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(method === "PUT" ? { "if-none-match": "*" } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: any = await response.json();
      if (!response.ok) throw new Error(answer.detail);
      return answer;
    },
  };
}

test("a kill leaves the run with its input, its logs and the call that had gone out", async () => {
  const first = await startProcess();
  await addHeldFunction(first.send, api);
  const asked = first.send("/api/functions/stockUp/run", "POST", { input: { shelf: 7 } });
  asked.catch(() => {});
  // The writing call is out, and nothing came back yet.
  await expect.poll(api.waiting, { timeout: 30_000 }).toBe(1);
  first.child.kill("SIGKILL");
  await first.ended;

  const second = await startProcess();
  const [run] = (await second.send("/api/runs")).runs;
  expect(run).toMatchObject({
    function: "stockUp",
    status: "interrupted",
    ms: expect.any(Number),
    input: { shelf: 7 },
    logs: [{ message: 'Looking {"shelf":7}' }, { message: "Adding" }],
    calls: [
      { method: "GET", operation: "stockroom.listItems", status: 200 },
      { method: "POST", operation: "stockroom.addItem" },
    ],
    error: {
      message: `The server ended while this ran. Of these calls no answer is known, so they may have been done: POST ${api.url}/v2/items.`,
    },
  });
  expect(run.calls[1]).not.toHaveProperty("status");

  const again = await second.send(`/api/runs/${run.id}/replay`, "POST");
  await expect.poll(api.waiting, { timeout: 30_000 }).toBe(2);
  api.release();
  await expect
    .poll(async () => (await second.send(`/api/runs/${again.id}`)).status, { timeout: 30_000 })
    .toBe("succeeded");
  second.child.kill("SIGTERM");
  await second.ended;
}, 60_000);
