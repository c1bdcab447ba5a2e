import { afterEach, beforeEach, expect, test } from "vitest";
import { openChat, partsOf, settled, textOf, writtenName } from "../support/chat.ts";
import { connect } from "../support/consent.ts";
import { type HostedModel, script, startHostedModel, tokensIn } from "../support/hosted-model.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A chat of many pages: the model is given what fits, and still knows what it is about. */
let model: HostedModel;
let server: TestServer;
beforeEach(async () => {
  model = await startHostedModel();
  server = await startServer({ OPENAI_BASE_URL: model.url, MODEL: "gpt-test" });
});
afterEach(async () => {
  await server.close();
  await model.close();
});

/** A page that somebody pasted; there are more of them than a model is given. */
const page = (at: number) => `Page ${at}: ${"lorem ipsum dolor sit amet ".repeat(330)}`;
const pages = 12;
const pagesOf = (say: (at: number) => string) => Array.from({ length: pages }, (_, at) => say(at));
/** A page has some 2,000 tokens, the history 12,000, what stands around it 2,500. */
const maxRequest = 20_000;

test("the built-in model changes the function that was made before all the talk", async () => {
  script(
    model.mock,
    pagesOf((at) => `Read page ${at}.`),
  );
  const chat = openChat(server, "about");
  const fromBuiltin = { body: { model: "builtin" } };
  const prompt = "Send a Slack message to #product-updates when this function runs";
  await chat.sendMessage({ text: prompt }, fromBuiltin);
  const [card] = partsOf(chat, "tool-request_connection");
  await connect(server, card?.input?.request ?? "");
  await chat.addToolOutput({
    tool: "request_connection",
    toolCallId: card?.toolCallId ?? "",
    output: { status: "granted", missing: [], brokenSteps: [] },
  });
  await settled(chat);
  const name = writtenName(chat);
  for (const text of pagesOf(page)) await chat.sendMessage({ text });
  expect(model.bodies.at(-1)).not.toContain("Page 0:");
  expect(model.bodies.at(-1)).toContain(name);
  await chat.sendMessage({ text: "Post it to #general instead" }, fromBuiltin);
  expect((await server.json(`/api/functions/${name}`)).body).toMatchObject({
    version: 2,
    flow: { steps: [{ with: { channel: "#general" } }] },
  });
});

test("a hosted model is never given more than the budget", async () => {
  script(
    model.mock,
    pagesOf((at) => `Read page ${at}.`),
  );
  const chat = openChat(server, "long");
  for (const text of pagesOf(page)) await chat.sendMessage({ text });
  expect(textOf(chat)).toBe(`Read page ${pages - 1}.`);
  expect(Math.max(...model.bodies.map(tokensIn))).toBeLessThan(maxRequest);
  const last = model.bodies.at(-1) ?? "";
  expect(last).toContain(`Page ${pages - 1}:`);
  expect(last).toContain(`Page ${pages - 2}:`);
  expect(last).not.toContain("Page 0:");
  // Nothing is lost: the server keeps the whole chat.
  expect((await server.json("/api/chats/long")).body.messages).toHaveLength(2 * pages);
});
