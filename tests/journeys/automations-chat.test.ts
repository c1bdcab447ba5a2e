import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServer, startServer } from "../support/server.ts";

/** What starts by itself, spoken of with the built-in model. */
let server: TestServer;
let chat: Awaited<ReturnType<TestServer["server"]["evals"]["open"]>>;

beforeAll(async () => {
  server = await startServer();
  chat = await server.server.evals.open();
});
afterAll(() => server.close());

async function say(prompt: string) {
  const { view, version } = await chat.say(prompt);
  return { ...view, trigger: version?.flow?.trigger };
}

test("before anything starts by itself there is nothing to pause", async () => {
  expect((await say("which automations are there?")).reply).toContain("Nothing starts by itself");
  expect((await say("pause everything")).reply).toContain("nothing to pause");
});

let first = "";

test("a schedule says when it runs from now on", async () => {
  const { reply, function: made } = await say(
    "post 'Deals are in' to #sales every weekday at 9 Berlin time",
  );
  first = made?.name ?? "";
  expect(reply).toContain(
    "It runs by itself from now on: at 09:00, Monday through Friday (Europe/Berlin), next ",
  );
  expect(reply.match(/09:00/g)?.length).toBeGreaterThanOrEqual(4);
});

test("a changed time says the next three", async () => {
  const { kind, reply, trigger } = await say("make it 8:30");
  expect(kind).toBe("edit");
  expect(trigger).toMatchObject({ cron: "30 8 * * 1-5" });
  expect(reply).toContain("It runs by itself from now on: at 08:30");
  expect(reply.match(/, 08:30/g)?.length).toBeGreaterThanOrEqual(3);
});

test("pausing says so, changes no version, and is found again", async () => {
  const paused = await say("pause it until Monday");
  expect(paused.kind).toBe("answer");
  expect(paused.reply).toContain(`\`${first}\` is paused`);
  expect(paused.reply).toContain("does not end by itself");
  expect((await say(`is ${first} paused?`)).reply).toContain("It is paused");
  expect((await say(`why did ${first} not run?`)).reply).toContain("it is paused");
  expect((await say("pause it")).reply).toContain("paused already");
  expect((await say(`resume ${first}`)).reply).toContain("is resumed. It runs by itself");
  expect((await say(`when does ${first} run next?`)).reply).toContain("next ");
});

test("where two fit, it is asked which, and only the chosen one is paused", async () => {
  const made = await say("new function: every friday at 16:00 post 'Done' to #general");
  const second = made.function?.name ?? "";
  const asked = await say("pause the post");
  expect(asked.kind).toBe("clarify");
  expect(asked.questions.join()).toContain(first);
  expect(asked.questions.join()).toContain(second);
  expect((await say(first)).reply).toContain(`\`${first}\` is paused`);
  expect((await say(`is ${second} paused?`)).reply).toContain("It runs at 16:00");
  await say("resume everything");
});

test("everything is paused and resumed at once", async () => {
  expect((await say("pause everything")).reply.match(/is paused/g)?.length).toBe(2);
  expect((await say("what is paused?")).reply).toContain(first);
  expect((await say("resume everything")).reply.match(/is resumed/g)?.length).toBe(2);
});

test("without a start of its own it is run by hand, and an undo brings that back", async () => {
  const manual = await say(`don't run ${first} automatically any more`);
  expect(manual).toMatchObject({ kind: "edit", trigger: { type: "manual" } });
  expect((await say(`pause ${first}`)).reply).toContain(`Nothing starts \`${first}\` by itself`);
  expect((await say("undo")).trigger).toMatchObject({ cron: "30 8 * * 1-5" });
});
