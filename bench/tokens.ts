import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { compose } from "../src/compose.ts";
import { providers } from "../src/connectors/index.ts";
import { readSettings } from "../src/settings.ts";
import { catalogOf } from "./catalog.ts";
import { type Bench, type Figure, figure } from "./figure.ts";

const sizes = [150, 10_000] as const;
const apis = ["responses", "chat"] as const;
/** A first request stays below, whatever the catalog holds. */
const target = 4_000;
const prompts = [
  "Send a Slack message to #product-updates when this function runs",
  "every weekday at 9 Berlin time post 'stand-up' to #engineering and react with :wave:",
];

/** "Hello." as both interfaces say it. */
const answer = JSON.stringify({
  id: "answer",
  model: "gpt-bench",
  created_at: 0,
  output: [
    {
      type: "message",
      role: "assistant",
      id: "message",
      content: [{ type: "output_text", text: "Hello.", annotations: [] }],
    },
  ],
  choices: [{ index: 0, message: { role: "assistant", content: "Hello." }, finish_reason: "stop" }],
  usage: { input_tokens: 1, output_tokens: 1 },
});

/** What the first request to a hosted model costs: the body as it was sent, tools and instructions included. */
export const tokensBench: Bench = async () => {
  const figures: Figure[] = [];
  for (const size of sizes) {
    const samples: number[] = [];
    for (const api of apis) samples.push(...(await firstRequests(size, api)));
    figures.push(figure(`llm.firstRequestTokens.${size}`, "tokens", samples, target));
  }
  return figures;
};

async function firstRequests(size: number, api: (typeof apis)[number]): Promise<number[]> {
  const counts: number[] = [];
  const recorder = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
    counts.push(countTokens(body));
    response.writeHead(200, { "content-type": "application/json" }).end(answer);
  });
  await new Promise<void>((resolve) => recorder.listen(0, "127.0.0.1", resolve));
  const { port } = recorder.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), "patchbay-bench-"));
  const settings = {
    DATA_DIR: folder,
    OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
    OPENAI_API: api,
    MODEL: "gpt-bench",
  };
  const server = await compose(readSettings(settings, providers), catalogOf(size));
  const origin = "http://127.0.0.1:4321";
  await server.ready([origin]);
  for (const prompt of prompts) {
    const request = new Request(`${origin}/api/plan`, {
      method: "POST",
      headers: {
        host: "127.0.0.1:4321",
        authorization: `Bearer ${server.apiKey}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ prompt }),
    });
    const { status } = await server.request(request);
    if (status !== 200) throw new Error(`The plan ended with ${status}`);
  }
  await server.close();
  recorder.close();
  rmSync(folder, { recursive: true, force: true });
  if (counts.length !== prompts.length) throw new Error(`${counts.length} requests came`);
  return counts;
}
