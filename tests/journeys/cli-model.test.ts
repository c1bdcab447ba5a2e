import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";

/** On the command line, with a hosted model that does not answer. */
const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
const prompt = "Send a Slack message to #product-updates when this function runs";
const model = new LLMock({ port: 0, strict: true, logLevel: "silent" });
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  model.on({}, { error: { message: "bad key" }, status: 401 });
  await model.start();
});
afterAll(async () => {
  await model.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function patchbay(...args: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [cli, ...args], {
    env: {
      PATH,
      HOME,
      DATA_DIR: dataDir,
      FUNCTIONS_DIR: join(dataDir, "functions"),
      PORT: "0",
      OPENAI_API_KEY: "sk-test",
      OPENAI_BASE_URL: `${model.url}/v1`,
      MODEL: "gpt-test",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stdout, stderr };
}

test("the failure says how the built-in model answers instead", async () => {
  const { code, stdout, stderr } = await patchbay("chat", prompt, "--yes");
  expect(code).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("OPENAI_API_KEY");
  expect(stderr).toContain("repeat the command with --model builtin");
});

test("with --model builtin it builds the function, over the sign-in as well", async () => {
  const before = model.getRequests().length;
  const { code, stdout } = await patchbay("chat", prompt, "--yes", "--json", "--model", "builtin");
  expect(code).toBe(0);
  expect(JSON.parse(stdout).functions).toEqual([{ name: "postToProductUpdates", version: 1 }]);
  expect(model.getRequests()).toHaveLength(before);
});

test("another model is refused, and named", async () => {
  const { code, stderr } = await patchbay("chat", prompt, "--model", "gpt-9");
  expect(code).toBe(2);
  expect(stderr).toContain("Allowed choices are builtin");
});
