import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { planShape } from "../../src/contract/plan.ts";
import { cliFile, openCommandLine } from "../support/command-line.ts";

const prompt = "Send a Slack message to #product-updates when this function runs";

const terminal = openCommandLine();
const { dataDir, env } = terminal;
const patchbay = (...args: readonly string[]) => terminal.run(args);
afterAll(() => terminal.close());

describe("the command line, without a server", () => {
  test("plan --json prints the plan and nothing else, and changes nothing", async () => {
    const { code, stdout } = await patchbay("plan", prompt, "--json");
    expect(code).toBe(0);
    const plan = planShape.parse(JSON.parse(stdout));
    expect(plan).toMatchObject({
      kind: "create",
      connectors: ["slack"],
      operations: ["slack.chat.postMessage"],
      trigger: { type: "manual" },
      permissions: [{ connector: "slack", scopes: ["chat:write"] }],
      questions: [],
    });
    expect(plan.inputs).toEqual([{ name: "text", type: "string", required: false }]);
    expect(plan.function?.code).toContain("#product-updates");
    expect(plan.reply).toMatch(/What I understood:\n[^]*channel `#product-updates`/);
    expect(JSON.parse((await patchbay("functions", "list", "--json")).stdout)).toEqual([]);
  });

  test("questions are printed as text, by plan and by chat", async () => {
    const vague = "Send a Slack message saying 'hi'";
    const asked = ["Send a message: which channel or person is it for?"];
    const plan = JSON.parse((await patchbay("plan", vague, "--json")).stdout);
    expect(plan).toMatchObject({ kind: "create", questions: asked });
    expect(plan.inputs).toEqual([{ name: "channel", type: "string", required: true }]);
    const said = JSON.parse((await patchbay("chat", vague, "--json")).stdout);
    expect(said).toMatchObject({ questions: asked });
    expect((await patchbay("chat", vague)).stdout).toContain(asked[0]);
  });

  test("chat --yes ends with a function that runs", async () => {
    const { code, stdout } = await patchbay("chat", prompt, "--yes", "--json");
    expect(code).toBe(0);
    const outcome = JSON.parse(stdout);
    expect(outcome.functions).toEqual([{ name: expect.any(String), version: 1 }]);
    expect(outcome.connections).toEqual([
      expect.objectContaining({ provider: "slack", status: "active" }),
    ]);
    const [{ name }] = outcome.functions;
    const shown = await patchbay("functions", "show", name);
    expect(shown.stdout).toContain("export default");
    const ran = await patchbay(
      "functions",
      "run",
      name,
      "--input",
      JSON.stringify({ text: "from the terminal" }),
      "--json",
    );
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      status: "succeeded",
      calls: [{ operation: "slack.chat.postMessage", status: 200 }],
    });
  });

  test("what is wrong goes to stderr with an exit code", async () => {
    const unknown = await patchbay("functions", "show", "nope");
    expect(unknown).toMatchObject({ code: 1, stdout: "" });
    expect(unknown.stderr).toContain('no function "nope"');
    const usage = await patchbay("fly");
    expect(usage.code).toBe(2);
    expect((await patchbay("plan", "  ")).stderr).toContain("Say what the function should do");
  });
});

describe("start", () => {
  test("prints the address, writes server.json, serves other commands, and stops cleanly", async () => {
    const child = spawn(process.execPath, [cliFile, "start"], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const line = await new Promise<string>((resolve) =>
      child.stdout.once("data", (chunk) => resolve(String(chunk))),
    );
    expect(line).toMatch(/^Patchbay is ready at http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]+\n$/);
    const running = JSON.parse(readFileSync(join(dataDir, "server.json"), "utf8"));
    const { origin } = new URL(line.split(" ").at(-1) ?? "");
    expect(running).toEqual({ url: origin, address: origin, pid: child.pid });
    expect(JSON.parse((await patchbay("plan", prompt, "--json")).stdout).kind).toBe("create");
    child.kill("SIGTERM");
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
    await expect(fetch(running.url)).rejects.toThrow();
  });

  test("a port in use ends with a sentence", async () => {
    const { createServer } = await import("node:net");
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => taken.once("listening", resolve));
    const address = taken.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const child = spawn(process.execPath, [cliFile, "start"], {
      env: { ...env, PORT: port },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (chunk) => (stderr += chunk));
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(1);
    expect(stderr).toContain(`Port ${port}`);
    expect(stderr).toContain("set PORT");
    taken.close();
  });
});

test("sandbox start prints one line that says how to use it", async () => {
  const child = spawn(
    process.execPath,
    [cliFile, "sandbox", "start", "--provider", "slack", "--port", "0"],
    { env, stdio: ["ignore", "pipe", "inherit"] },
  );
  const line = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk) => resolve(String(chunk))),
  );
  const sandbox = JSON.parse(line);
  expect(Object.keys(sandbox)).toEqual([
    "provider",
    "url",
    "clientId",
    "clientSecret",
    "users",
    "authorizeUrl",
    "tokenUrl",
  ]);
  const answer = await fetch(new URL("/api/auth.test", sandbox.url), { method: "POST" });
  expect(await answer.json()).toEqual({ ok: false, error: "not_authed" });
  child.kill("SIGTERM");
  await new Promise((resolve) => child.on("close", resolve));
});
