import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, settled, textOf } from "../support/chat.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A model that answers slowly, so that connections can drop and people can stop in the middle. */
const answer = Array.from({ length: 40 }, (_, index) => `word${index}`).join(" ");
let model: LLMock;
let server: TestServer;

beforeAll(async () => {
  model = new LLMock({ port: 0, strict: true, logLevel: "silent" });
  model.on({}, { content: answer }, { chunkSize: 8, latency: 15 });
  await model.start();
  server = await startServer({ OPENAI_BASE_URL: `${model.url}/v1`, MODEL: "slow" });
});
afterAll(async () => {
  await server.close();
  await model.stop();
});

const said = (id: string) => ({
  id,
  role: "user",
  parts: [{ type: "text", text: "Say something" }],
});

/** Posts a message and goes away after the first words. */
async function leaveEarly(chatId: string): Promise<void> {
  const leave = new AbortController();
  const response = await server.fetch("/api/chat", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: chatId, message: said("u1") }),
    signal: leave.signal,
  });
  const reader = response.body?.getReader();
  let seen = "";
  while (!seen.includes("text-delta"))
    seen += new TextDecoder().decode((await reader?.read())?.value);
  leave.abort();
}

async function stored(chatId: string): Promise<any> {
  return (await server.json(`/api/chats/${chatId}`)).body;
}

async function untilDone(chatId: string): Promise<any> {
  let chat = await stored(chatId);
  while (chat.running) chat = await stored(chatId);
  return chat;
}

const wordsOf = (message: any) =>
  message.parts.flatMap((part: any) => (part.type === "text" ? part.text : [])).join("");

test("a dropped connection is resumed from the start: no word lost, none twice", async () => {
  await leaveEarly("dropped");
  expect((await stored("dropped")).running).toBe(true);
  const chat = openChat(server, "dropped", (await stored("dropped")).messages);
  await chat.resumeStream();
  await settled(chat);
  expect(textOf(chat)).toBe(answer);
  const after = await untilDone("dropped");
  expect(after.messages.map(({ role }: any) => role)).toEqual(["user", "assistant"]);
  expect(wordsOf(after.messages[1])).toBe(answer);
  expect((await server.fetch("/api/chats/dropped/stream")).status).toBe(204);
});

test("an answer that nobody waits for is written to its end all the same", async () => {
  await leaveEarly("alone");
  expect(wordsOf((await untilDone("alone")).messages[1])).toBe(answer);
});

test("stop stops: what stands is kept, the chat goes on", async () => {
  await leaveEarly("stopped");
  expect((await server.json("/api/chats/stopped/stop", "POST")).body).toEqual({ stopped: true });
  const after = await stored("stopped");
  expect(after.running).toBe(false);
  const words = wordsOf(after.messages[1]);
  expect(answer.startsWith(words)).toBe(true);
  expect(words.length).toBeGreaterThan(0);
  expect(words.length).toBeLessThan(answer.length);
  expect((await server.json("/api/chats/stopped/stop", "POST")).body).toEqual({ stopped: false });
  const chat = openChat(server, "stopped", after.messages);
  await chat.sendMessage({ text: "Again" });
  expect(textOf(chat)).toBe(answer);
});

test("a second message while it answers is refused, and nothing is lost", async () => {
  await leaveEarly("busy");
  const second = await server.json("/api/chat", "POST", { id: "busy", message: said("u2") });
  expect(second).toMatchObject({ status: 409, body: { type: "urn:patchbay:chat/busy" } });
  expect((await untilDone("busy")).messages.map(({ id }: any) => id)[0]).toBe("u1");
});

test("a deleted chat ends its answer and stays deleted", async () => {
  await leaveEarly("deleted");
  expect((await server.fetch("/api/chats/deleted", { method: "DELETE" })).status).toBe(204);
  expect((await server.json("/api/chats/deleted")).status).toBe(404);
});
