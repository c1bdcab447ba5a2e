import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChat, partsOf, settled, textOf } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A function without a flow, as an import makes it, in a chat with the built-in model. */
const name = "process-order";
const code = `export default {
  async fetch(request: Request): Promise<Response> {
    const { order } = await request.json();
    return Response.json({ order });
  },
};
`;
let server: TestServer;
let count = 0;

beforeAll(async () => {
  server = await startServer();
  const headers = { "content-type": "application/json", "if-none-match": "*" };
  const body = JSON.stringify({ code });
  await server.fetch(`/api/functions/${name}`, { method: "PUT", headers, body });
});
afterAll(() => server.close());

/** A chat in which the function was looked at, and then this was said. */
async function say(...sentences: readonly string[]) {
  const chat = openChat(server, `alone-${(count += 1)}`);
  for (const text of [`What does ${name} do?`, ...sentences]) {
    await chat.sendMessage({ text });
    await settled(chat);
    expect(chat.error).toBeUndefined();
  }
  return chat;
}

const current = async () => (await server.json(`/api/functions/${name}`)).body;

test("a question about it is answered from its code", async () => {
  expect(textOf(await say())).toContain(code);
  expect(textOf(await say("When does it run next?"))).toContain("no schedule");
  expect(textOf(await say("Show me the code"))).toContain(code);
});

describe("a change of it", () => {
  test.each([
    "change the text to 'hi'",
    "also post it to #random",
    "run it every day at 9",
    "make the channel configurable",
    "round the amount",
    "remove the first step",
  ])("%s: says in a sentence that it takes code, and offers both ways", async (sentence) => {
    const [declined] = partsOf(await say(sentence), "tool-decline");
    expect(declined?.input?.reason).toContain(`\`${name}\``);
    expect(declined?.input?.instead).toMatch(/Settings.*by hand under Code → Functions/);
    expect(await current()).toMatchObject({ version: 1, code });
  });

  test("of its name says where that is done", async () => {
    expect(textOf(await say("rename it to handleOrder"))).toContain("rename it under Code");
  });
});

test("it runs with what is said, and undo goes back", async () => {
  const chat = await say("run it with order 7");
  expect(textOf(chat)).toContain('It returned `{"order":"7"}`');
  const { etag } = await current();
  await server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": `"${etag}"` },
    body: JSON.stringify({ code: code.replace("{ order });", "{ order, seen: true });") }),
  });
  expect(textOf(await say("undo"))).toContain("as in version 1 again");
  expect(await current()).toMatchObject({ version: 3, code });
});

test("a sentence of its own is a new function", async () => {
  const chat = await say('Post "hello" to #general in Slack every morning');
  expect(partsOf(chat, "tool-request_connection")).toHaveLength(1);
  expect(partsOf(chat, "tool-decline")).toEqual([]);
});
