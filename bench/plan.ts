import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compose } from "../src/compose.ts";
import { providers } from "../src/connectors/index.ts";
import { readSettings } from "../src/settings.ts";
import { type Bench, figure, timed } from "./figure.ts";

const prompts = [
  "Send a Slack message to #product-updates when this function runs",
  "get the last 20 messages of #support",
  "dm kim@example.com on slack: the build is ready",
  "every weekday at 9 Berlin time post 'stand-up' to #engineering and react with :wave:",
];
const rounds = 25;

/** A prompt to a plan by the built-in model: the agent, its tools and the rendered code. */
export const planBench: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-bench-"));
  const server = await compose(readSettings({ DATA_DIR: folder }, providers));
  const origin = "http://127.0.0.1:4321";
  await server.ready([origin]);
  const headers = {
    host: "127.0.0.1:4321",
    authorization: `Bearer ${server.apiKey}`,
    "content-type": "application/json",
  };
  const plan = async (prompt: string) => {
    const request = new Request(`${origin}/api/plan`, {
      method: "POST",
      headers,
      body: JSON.stringify({ prompt }),
    });
    const answer: unknown = await (await server.request(request)).json();
    if (
      typeof answer !== "object" ||
      answer === null ||
      !("kind" in answer) ||
      answer.kind !== "create"
    ) {
      throw new Error(`No function for: ${prompt}`);
    }
  };
  for (const prompt of prompts) await plan(prompt);
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const prompt of prompts) samples.push(await timed(() => plan(prompt)));
  }
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  return [figure("plan.builtin", "ms", samples, 20)];
};
