import { once } from "node:events";
import type { UIMessageChunk } from "ai";
import { expect, test } from "vitest";
import { createLiveAnswers } from "./live.ts";

const chunk = (delta: string): UIMessageChunk => ({ type: "text-delta", id: "t", delta });

function controlled() {
  const { readable, writable } = new TransformStream<UIMessageChunk, UIMessageChunk>();
  const writer = writable.getWriter();
  return {
    source: readable,
    say: (text: string) => writer.write(chunk(text)),
    end: () => writer.close(),
  };
}

async function textOf(stream: ReadableStream<UIMessageChunk> | undefined): Promise<string> {
  let text = "";
  if (stream) for await (const part of stream) text += part.type === "text-delta" ? part.delta : "";
  return text;
}

test("a client that comes late gets the answer from its start, nothing lost and nothing twice", async () => {
  const live = createLiveAnswers();
  const { source, say, end } = controlled();
  const first = await live.start("chat", async () => source);
  const reader = first.getReader();
  await say("a");
  await reader.read();
  await reader.cancel(); // the connection drops
  const resumed = textOf(live.resume("chat"));
  const another = textOf(live.resume("chat"));
  await say("b");
  await end();
  expect(await resumed).toBe("ab");
  expect(await another).toBe("ab");
  expect(live.isRunning("chat")).toBe(false);
  expect(live.resume("chat")).toBeUndefined();
});

test("stop ends the source and waits for it", async () => {
  const live = createLiveAnswers();
  let cleanedUp = false;
  async function* source(signal: AbortSignal) {
    yield chunk("a");
    if (!signal.aborted) await once(signal, "abort");
    cleanedUp = true;
  }
  const answer = await live.start("chat", async (signal) => source(signal));
  const text = textOf(answer);
  expect(await live.stop("chat")).toBe(true);
  expect(cleanedUp).toBe(true);
  expect(await text).toBe("a");
  expect(await live.stop("chat")).toBe(false);
});

test("a failed preparation frees the chat and reaches the caller", async () => {
  const live = createLiveAnswers();
  await expect(live.start("chat", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(live.isRunning("chat")).toBe(false);
});
