import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChat, partsOf, settled, textOf } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Slack and Google are connected in the sandbox; three functions are there, one of them in two versions. */
let server: TestServer;
let chat: ReturnType<typeof openChat>;
let ids = 0;

async function say(text: string): Promise<string> {
  await chat.sendMessage({ text });
  await settled(chat);
  await connectAll(server, chat);
  return textOf(chat);
}

const newChat = () => (chat = openChat(server, `questions-${(ids += 1)}`));

async function versions(): Promise<string[]> {
  const { body } = await server.json("/api/functions");
  return body.functions.map(
    ({ name, version }: { name: string; version: number }) => `${name} ${version}`,
  );
}

/** What `POST /api/plan` answers; it must be an answer. */
async function planned(prompt: string, functionName?: string): Promise<string> {
  const { body } = await server.json("/api/plan", "POST", { prompt, functionName });
  expect(body).toMatchObject({ kind: "answer", operations: [], questions: [], flow: null });
  return body.reply;
}

let slackFunction = "";
let scheduled = "";
let mail = "";

beforeAll(async () => {
  server = await startServer();
  const made = async (text: string) => {
    newChat();
    await say(text);
    const output = partsOf(chat, "tool-write_function").at(-1)?.output;
    if (output?.status !== "saved") throw new Error(`"${text}": ${textOf(chat)}`);
    return output.name;
  };
  scheduled = await made(
    "Every weekday at 9am Berlin time post “Good morning” to #general in Slack",
  );
  mail = await made("Send an email to bob@example.com with subject “Hello” and text “Hi Bob”");
  slackFunction = await made("Send “first text” to #product-updates on Slack");
  await say("change the text to “second text”");
});
afterAll(() => server.close());

test("what was set up is there", async () => {
  expect((await versions()).toSorted()).toEqual(
    [`${scheduled} 1`, `${mail} 1`, `${slackFunction} 2`].toSorted(),
  );
});

describe("in a chat, with a function at hand", () => {
  const asks: readonly [question: string, says: readonly RegExp[]][] = [
    ["which account is connected?", [/Slack \(Acme, sandbox\)/, /Google \(.+@.+, sandbox\)/]],
    ["who uses my account?", [/Slack/]],
    ["which permissions did i give to slack", [/`chat:write`/, /Used by/]],
    ["is slack connected?", [/Slack \(Acme, sandbox\): connected and working/]],
    ["is hubspot connected", [/HubSpot is not connected/]],
    [
      "why does it need chat:write?",
      [/`chat:write`\), for the step `\w+` \(slack\.chat\.postMessage\)/],
    ],
    ["why do you need files:write?", [/Nothing asks for `files:write`\./, /`chat:write`/]],
    ["why on earth does it want my calendar?!", [/Nothing asks for Google Calendar\./]],
    // it looks at another function, which does not become the one at hand
    ["why do you need gmail access?", [/`\w+` needs this/, /gmail\.users\.messages\.send/]],
    ["which permissions does it need?", [/`\w+` needs this/, /`chat:write`/]],
    ["what permission is needed to post to slack?", [/one permission:\n- .*`chat:write`/]],
    ["show me the code", [/second text/, /version 2/]],
    [
      "what does it do?",
      [/slack\.chat\.postMessage/, /text: “second text”/, /when somebody runs it/],
    ],
    ["which channel does it post to?", [/channel: “#product-updates”/]],
    ["what starts it?", [/when somebody runs it/, /\/functions\//]],
    [
      "what changed?",
      [/was “first text”, now “second text”/, /\n- .*first text.*\n\+ .*second text/],
    ],
    ["what did version 1 look like?", [/version 1:[^]*first text/]],
    ["show version 7", [/versions 1 to 2\./]],
    ["version history", [/2 versions/, /Version 1, \w{3} \d/]],
    ["did it run?", [/Nothing has run yet/]],
    [
      "do you support trello?",
      [/No, Trello is not in the catalog/, /Notion and|Google Tasks/, /OpenAPI/],
    ],
    ["what can you do with notion", [/Yes, Notion/, /not connected yet/]],
    ["which slack events can start a function?", [/Events of Slack:\n- /]],
  ];
  test.each(asks)("%s", async (question, says) => {
    const before = await versions();
    const text = await say(question);
    for (const pattern of says) expect(text).toMatch(pattern);
    expect(await versions()).toEqual(before);
  });

  test("the change after all that goes on from the version before", async () => {
    await say("change the text to “third text”");
    expect(await versions()).toContain(`${slackFunction} 3`);
    expect(await say("what changed")).toMatch(/was “second text”, now “third text”/);
  });

  test("runs, and why one failed", async () => {
    await server.json(`/api/functions/${slackFunction}/run`, "POST", { input: {} });
    expect(await say("did it work?")).toMatch(/Yes: the last run succeeded/);
    const { body } = await server.json("/api/status");
    const slack = body.providers.find(({ id }: { id: string }) => id === "slack");
    expect(slack.mode).toBe("sandbox");
    newChat();
    await say("Send “hello” to #no-such-channel on Slack");
    const name = partsOf(chat, "tool-write_function").at(-1)?.output;
    if (name?.status !== "saved") throw new Error(textOf(chat));
    await server.json(`/api/functions/${name.name}/run`, "POST", { input: {} });
    const text = await say("why did it fail?");
    expect(text).toMatch(/channel_not_found/);
    expect(text).toMatch(/The call that ended it: slack\.chat\.postMessage/);
    await server.json(`/api/functions/${name.name}`, "DELETE");
  });
});

describe("POST /api/plan answers from what there is", () => {
  test("access", async () => {
    const reply = await planned("what can the app access?");
    expect(reply).toMatch(/Slack \(Acme, sandbox\)/);
    expect(reply).toMatch(/gmail\.send/);
    expect(reply).toContain(`\`${mail}\``);
  });
  test("of one tool only, what it can use", async () => {
    const reply = await planned("qué permisos le di a gmail?");
    expect(reply).toMatch(/gmail\.send/);
    expect(reply).not.toMatch(/chat:write/);
  });
  test("users of a connection", async () => {
    const reply = await planned("which functions use the slack connection?");
    expect(reply).toContain(`\`${scheduled}\``);
    expect(reply).toContain(`\`${slackFunction}\``);
    expect(reply).not.toContain(`\`${mail}\``);
    expect(await planned("which functions use salesforce?")).toMatch(/^None/);
  });
  test("why, without a function at hand", async () => {
    const reply = await planned("why do you need access to gmail?");
    expect(reply).toContain(`\`${mail}\` needs this`);
    expect(reply).toContain("gmail.users.messages.send");
  });
  test("what functions need, all of them or the one that is named", async () => {
    const all = await planned("which permissions are needed?");
    expect(all).toContain(`\`${mail}\` needs this`);
    expect(all).toContain(`\`${scheduled}\` needs this`);
    const one = await planned(`which permissions does ${mail} need?`);
    expect(one).toContain("gmail.send");
    expect(one).not.toContain("chat:write");
  });
  test("the next three times of the one with a schedule, by the clock of its zone", async () => {
    const reply = await planned("when does it run next?");
    expect(reply).toContain("it runs at 09:00, Monday through Friday (Europe/Berlin), next ");
    expect(reply.match(/\w{3} \d+ \w+ \d{4}, 09:00/g)).toHaveLength(3);
  });
  test("of the function that is named", async () => {
    expect(await planned("what does it do?", slackFunction)).toContain(`\`${slackFunction}\``);
    expect(await planned("when does it run next?", mail)).toContain(
      `Nothing starts \`${mail}\` by itself`,
    );
    expect(await planned("what changed?", slackFunction)).toMatch(/“third text”/);
    expect(await planned("did it run?", slackFunction)).toMatch(/the last run succeeded/);
  });
  test("the product", async () => {
    expect(await planned("is my token safe?")).toMatch(/AES-256-GCM/);
    expect(await planned("which tools are there?")).toMatch(/- LinkedIn: /);
    expect(await planned("list my functions")).toContain(`\`${scheduled}\` (version 1)`);
  });
  test("a plan still counts every permission as granted", async () => {
    const prompt = "Post “We are hiring” on LinkedIn";
    const { body } = await server.json("/api/plan", "POST", { prompt });
    expect(body).toMatchObject({ kind: "create", connectors: ["linkedin"] });
    expect(body.reply).not.toMatch(/connect/i);
  });
});

test("going back says what it is like again, and what there is to go back to", async () => {
  newChat();
  await say("Send “first” to #random on Slack");
  await say("change the text to “second”");
  expect(await say("undo")).toMatch(/as in version 1 again; that is now version 3/);
  expect(await say("go back to version 9")).toMatch(/versions 1 to 3; nothing was changed/);
  expect(await say("go back to version 2")).toMatch(/as in version 2 again; that is now version 4/);
  expect(await say("what changed?")).toMatch(/was “first”, now “second”/);
});

test("a question in between leaves open what was asked", async () => {
  newChat();
  await say("Send “see you at noon” on Slack");
  expect(partsOf(chat, "tool-ask_person")).toHaveLength(1);
  expect(await say("wait, is slack connected?")).toMatch(/connected and working/);
  await say("#random");
  const output = partsOf(chat, "tool-write_function").at(-1)?.output;
  if (output?.status !== "saved") throw new Error(textOf(chat));
  const { body } = await server.json(`/api/functions/${output.name}`);
  expect(body.code).toContain("see you at noon");
  expect(body.code).toContain("#random");
});

test("`connect everything` is asked about, and connects nothing", async () => {
  const prompt = "connect everything please";
  const { body } = await server.json("/api/plan", "POST", { prompt });
  expect(body.kind).toBe("clarify");
  newChat();
  await chat.sendMessage({ text: prompt });
  await settled(chat);
  expect(partsOf(chat, "tool-ask_person")).toHaveLength(1);
  expect(partsOf(chat, "tool-request_connection")).toEqual([]);
});
