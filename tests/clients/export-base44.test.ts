import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Running, catalog, engines, exporter, signIn, versionOf } from "./export-harness.ts";
import { type StandIn, startStandIn } from "./rest-harness.ts";

/** An export for Base44 with Base44's own SDK: what stands in for its server only gives out tokens. */
let slack: StandIn;
let running: Running | undefined;
const asked: string[] = [];
let botToken = "";

const base44 = createServer((request, response) => {
  const { url = "", headers } = request;
  asked.push(`${headers.authorization} ${url}`);
  const isKnown = url.endsWith("/external-auth/tokens/slackbot");
  response.writeHead(isKnown ? 200 : 404, { "content-type": "application/json" });
  const token = { access_token: botToken, integration_type: "slackbot", connection_config: null };
  response.end(JSON.stringify(isKnown ? token : { detail: "unknown" }));
});

beforeAll(async () => {
  slack = await startStandIn("slack");
  const provider = catalog.provider("slack");
  if (!provider) throw new Error("No Slack");
  botToken = await signIn(slack, provider, ["chat:write"], "bot");
  await new Promise<void>((resolve) => base44.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  running?.close();
  base44.close();
  await slack.close();
});

test("gets the token of the app's connector and does what it does in Patchbay", async () => {
  const version = await versionOf({
    name: "post",
    inputs: { text: { type: "string" } },
    steps: [
      {
        id: "message",
        use: "slack.chat.postMessage",
        with: { channel: "#general", text: "${inputs.text}" },
      },
    ],
  });
  const files = await exporter.files([version], "base44");
  running = await engines.base44(files, { SLACK_API_BASE: slack.url });
  const address = base44.address();
  const port = typeof address === "object" ? address?.port : "";
  const answer = await fetch(running.url, {
    method: "POST",
    headers: {
      "base44-app-id": "app",
      "base44-api-url": `http://127.0.0.1:${port}`,
      "base44-service-authorization": "Bearer service",
    },
    body: JSON.stringify({ text: "Hello from Base44" }),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
  expect(await (await fetch(`${slack.url}/_sandbox/state`)).text()).toContain("Hello from Base44");
  expect(asked).toEqual(["Bearer service /api/apps/app/external-auth/tokens/slackbot"]);
});
