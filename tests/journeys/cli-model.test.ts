import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCommandLine } from "../support/command-line.ts";

/** On the command line, with a hosted model that does not answer. */
const prompt = "Send a Slack message to #product-updates when this function runs";
const model = new LLMock({ port: 0, strict: true, logLevel: "silent" });
let terminal: ReturnType<typeof openCommandLine>;
const patchbay = (...args: readonly string[]) => terminal.run(args);

beforeAll(async () => {
  model.on({}, { error: { message: "bad key" }, status: 401 });
  await model.start();
  terminal = openCommandLine({
    OPENAI_API_KEY: "sk-test",
    OPENAI_BASE_URL: `${model.url}/v1`,
    MODEL: "gpt-test",
  });
});
afterAll(async () => {
  await model.stop();
  await terminal.close();
});

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
