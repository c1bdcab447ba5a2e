import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conflictOptions } from "../../src/contract/conflicts.ts";
import { answersMessage, questionOf } from "../../src/contract/questions.ts";
import { openChat, partsOf, settled, textOf, writtenName } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A change by prompt of code that a person edited: both changes, or the person's choice. */
let server: TestServer;
let count = 0;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const show = async (name: string) => (await server.json(`/api/functions/${name}`)).body;

/** A function by prompt, with its code edited by hand, in a chat that goes on. */
async function edited(edit: (code: string) => string) {
  const chat = openChat(server, `chat-${(count += 1)}`);
  await chat.sendMessage({ text: 'Post "hello" to #general in Slack when I press Run' });
  await settled(chat);
  await connectAll(server, chat);
  const name = writtenName(chat);
  const { code, etag } = await show(name);
  const response = await server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": `"${etag}"` },
    body: JSON.stringify({ code: edit(code) }),
  });
  expect(response.status).toBe(200);
  return { chat, name, code: edit(code) };
}

async function say(chat: ReturnType<typeof openChat>, text: string): Promise<void> {
  await chat.sendMessage({ text });
  await settled(chat);
  expect(chat.error).toBeUndefined();
}

const asked = (chat: ReturnType<typeof openChat>) =>
  (partsOf(chat, "tool-ask_person").at(-1)?.input?.questions ?? []).flatMap((one) =>
    one === undefined ? [] : [questionOf(one as Parameters<typeof questionOf>[0])],
  );
const inText = (text: string) => (code: string) => code.replace('text: "hello"', `text: ${text}`);
const byHand = '"hello".toUpperCase()';

test("a change of other lines is merged, and the reply says that the hand's stay", async () => {
  const { chat, name, code } = await edited(inText(byHand));
  await say(chat, "post it to #random instead");
  expect(textOf(chat)).toContain("What was edited by hand stays as it is.");
  expect(await show(name)).toMatchObject({
    version: 3,
    origin: "hand",
    madeBy: { what: "prompt", via: "chat" },
    code: code.replace('"#general"', '"#random"'),
  });
});

describe("a change of the same line", () => {
  const wish = 'change the text to "good day"';

  test("shows both sides, and saves nothing before one is chosen", async () => {
    const { chat, name, code } = await edited(inText(byHand));
    await say(chat, wish);
    expect(partsOf(chat, "tool-write_function").at(-1)?.output).toMatchObject({
      status: "conflict",
      name,
      version: 2,
      conflicts: [
        {
          line: 12,
          base: '      text: "hello",',
          hand: `      text: ${byHand},`,
          flow: '      text: "good day",',
        },
      ],
    });
    const [question, ...more] = asked(chat);
    expect(more).toEqual([]);
    expect(question?.question).toContain(`text: ${byHand},`);
    expect(question?.question).toContain('text: "good day",');
    expect(question?.options).toEqual(["Keep my lines", "Take the new lines"]);
    expect(await show(name)).toMatchObject({ version: 2, code });
  });

  test.each([
    { says: conflictOptions.hand, side: "hand" },
    { says: conflictOptions.flow, side: "flow" },
    { says: "mine", side: "hand" },
    { says: "the second one", side: "flow" },
    { says: "nimm die neuen", side: "flow" },
  ])("$says: the side that is meant stays", async ({ says, side }) => {
    const { chat, name, code } = await edited(inText(byHand));
    await say(chat, wish);
    await say(chat, says);
    expect(textOf(chat)).toContain(`I saved \`${name}\` as you chose (version 3)`);
    const after = await show(name);
    expect(after).toMatchObject({
      version: 3,
      code: side === "hand" ? code : code.replace(byHand, '"good day"'),
    });
    expect(after.flow.steps[0].with.text).toBe("good day");
  });

  test("is settled in the form that the page sends, too", async () => {
    const { chat, name, code } = await edited((text) =>
      inText(byHand)(text).replace('"#general"', '"#sales".trim()'),
    );
    await say(chat, 'change the text to "good day" and post it to #random');
    const answers = asked(chat).map(({ question }) => ({ question, answer: conflictOptions.flow }));
    await say(chat, answersMessage(answers));
    expect((await show(name)).code).toBe(
      code.replace('"#sales".trim()', '"#random"').replace(byHand, '"good day"'),
    );
  });

  test("another wish instead leaves it as it was, and so does a word to stop", async () => {
    const { chat, name, code } = await edited(inText(byHand));
    await say(chat, wish);
    await say(chat, "never mind");
    expect(await show(name)).toMatchObject({ version: 2, code });
    await say(chat, "post it to #random instead");
    expect(await show(name)).toMatchObject({
      version: 3,
      code: code.replace('"#general"', '"#random"'),
    });
  });

  test("a choice that comes after another version saves nothing", async () => {
    const { chat, name, code } = await edited(inText(byHand));
    await say(chat, wish);
    const { etag } = await show(name);
    const text = code.replace(byHand, '"something else"');
    await server.fetch(`/api/functions/${name}`, {
      method: "PUT",
      headers: { "content-type": "application/json", "if-match": `"${etag}"` },
      body: JSON.stringify({ code: text }),
    });
    await say(chat, conflictOptions.flow);
    expect(await show(name)).toMatchObject({ version: 3, code: text });
    expect(textOf(chat)).toContain("is at version 3 by now");
  });
});

test("a plan of such a change asks the same", async () => {
  const { name } = await edited(inText(byHand));
  const { body } = await server.json("/api/plan", "POST", {
    prompt: 'change the text to "good day"',
    functionName: name,
  });
  expect(body).toMatchObject({ kind: "clarify", questions: [expect.stringContaining(byHand)] });
  expect((await show(name)).version).toBe(2);
});
