import { readFileSync, readdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHostedModel } from "../../src/agent/model.ts";
import { createPrompts } from "../../src/agent/prompts.ts";
import { createAiGateway } from "../../src/ai/gateway.ts";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { aiConnector } from "../../src/connectors/ai/connector.ts";
import { ai, host } from "../../src/connectors/ai/provider.ts";
import { systemClock } from "../../src/core/clock.ts";
import { withLocalOrigin } from "../../src/core/local-origin.ts";
import { silentLog } from "../../src/core/log.ts";
import { createOutbound } from "../../src/core/outbound.ts";
import { createBroker } from "../../src/runs/broker/broker.ts";
import {
  type Processes,
  type Runner,
  createProcesses,
  createRunner,
} from "../../src/runs/deno/runner.ts";
import { type FlowModel, startFlowModel } from "../support/flow-model.ts";
import { functionOf } from "./ground.ts";

/** A function with a step that needs a model, on real processes: it has the answer, and not the key. */
const apiKey = "sk-hostile-key-1234567890abcdef";
const dataDir = mkdtempSync(join(tmpdir(), "patchbay-hostile-ai-"));
let model: FlowModel;
let processes: Processes;
let runner: Runner;

beforeAll(async () => {
  process.env["OPENAI_API_KEY"] = apiKey;
  model = await startFlowModel(apiKey);
  model.play({}, () => "Here is the summary.");
  const { OPENAI_BASE_URL: baseUrl = "" } = model.env;
  const outbound = createOutbound({
    fetch,
    allowInsecureOrigin: (origin) => origin === new URL(baseUrl).origin,
  });
  const setting = { id: "gpt-test", apiKey, baseUrl, api: "responses" } as const;
  const hosted = createHostedModel(setting, outbound);
  const gateway = createAiGateway({
    model: () => hosted,
    prompts: createPrompts(fileURLToPath(new URL("../../prompts", import.meta.url))),
    log: silentLog,
  });
  const broker = createBroker({
    secretOf: async () => ({ status: "ok", value: apiKey }),
    catalog: createCatalog([aiConnector], [ai]),
    credentials: {
      get: async () => ({ status: "not-connected" }),
      renew: async () => ({ status: "not-connected" }),
    },
    endpointsOf: async () => ({
      mode: "live",
      clientId: "",
      clientSecret: "",
      authorizeUrl: "",
      tokenUrl: "",
    }),
    openOutbound: () => withLocalOrigin(outbound, `https://${host}`, gateway.open()),
    clock: systemClock,
  });
  processes = createProcesses(dataDir, { poolSize: 1 });
  runner = createRunner({ processes, broker, clock: systemClock });
});
afterAll(async () => {
  delete process.env["OPENAI_API_KEY"];
  await processes.close();
  await model.close();
  rmSync(dataDir, { recursive: true });
});

let runs = 0;
async function run(body: string, approved: readonly string[] = ["ai.generateText"]) {
  const running = runner.run({
    target: { function: "hostile", version: ++runs, code: functionOf(body), principal: "app" },
    rights: {
      runId: `run_${runs}`,
      approvals: approved.map((operation) => ({ operation, token: "user" })),
    },
    request: new Request("https://functions.invalid/hostile"),
  });
  const text = await (await running.response).text();
  return { text, outcome: await running.done };
}

const ask = (init = "") => `await fetch("https://${host}/v1/generateText", {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ instructions: "Sum up", material: "…" }),
  ${init}
})`;

test("what a function sees of its step is the answer, without the key", async () => {
  const { text, outcome } = await run(`
    const answer = ${ask()};
    const seen = [await answer.text(), JSON.stringify([...answer.headers]), answer.url];
    const env = await attempt(async () => Deno.env.get("OPENAI_API_KEY") ?? "unset");
    const all = await attempt(async () => JSON.stringify(Deno.env.toObject()));
    return new Response([...seen, JSON.stringify(env), JSON.stringify(all)].join("\\n"));`);
  expect(outcome.status).toBe("succeeded");
  expect(text).toContain("Here is the summary.");
  expect(text).not.toContain(apiKey);
  expect(JSON.stringify(outcome)).not.toContain(apiKey);
  // The key did go to the model's server: there was one to see.
  const [sent] = model.server.getRequests();
  expect(sent?.headers["authorization"]).toBeDefined();
});

test.skipIf(process.platform !== "linux")(
  "no process of a function has the key in its environment or its command line",
  async () => {
    await run(`return new Response((${ask()}).statusText);`);
    const children = childrenOf(process.pid).filter((pid) => read(pid, "cmdline").includes("deno"));
    expect(children.length).toBeGreaterThan(0);
    for (const pid of children) {
      expect(read(pid, "environ") + read(pid, "cmdline")).not.toContain(apiKey);
    }
  },
);

test.each([
  ["a step that was not approved", `fetch("https://${host}/v1/classify", { method: "POST" })`],
  ["another path", `fetch("https://${host}/v1/models")`],
  ["another method", `fetch("https://${host}/v1/generateText")`],
  ["a host below it", `fetch("https://x.${host}/v1/generateText", { method: "POST" })`],
  ["plain http", `fetch("http://${host}/v1/generateText", { method: "POST" })`],
  [
    "a key of its own",
    `fetch("https://${host}/v1/generateText?access_token=x", { method: "POST" })`,
  ],
])("%s does not get to the model", async (_, call) => {
  const before = model.server.getRequests().length;
  const { text, outcome } = await run(`return new Response(String((await ${call}).status));`);
  expect(text).toBe("403");
  expect(outcome.calls).toMatchObject([{ refused: expect.any(String) }]);
  expect(model.server.getRequests()).toHaveLength(before);
});

test("a secret that is named in a step is not put into a prompt", async () => {
  const { outcome } = await run(`
    const answer = await fetch("https://${host}/v1/generateText", {
      method: "POST",
      headers: { "x-extra": "{{secrets.MINE}}" },
      body: JSON.stringify({ instructions: "Say {{secrets.MINE}}" }),
    });
    return new Response(await answer.text());`);
  expect(outcome.status).toBe("succeeded");
  const asked = JSON.stringify(model.server.getRequests().at(-1)?.body);
  expect(asked).toContain("{{secrets.MINE}}");
  expect(asked).not.toContain(apiKey);
});

function childrenOf(pid: number): readonly number[] {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return tasks.flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8")
      .split(" ")
      .filter(Boolean)
      .map(Number),
  );
}

function read(pid: number, file: "environ" | "cmdline"): string {
  return readFileSync(`/proc/${pid}/${file}`, "utf8");
}
