import { describe, expect, test } from "vitest";
import { maxAnswerBytes } from "./bounded.ts";
import { createScene, list, textOf } from "./scene.fixture.ts";

const megabyte = new Uint8Array(1024 * 1024).fill(120);

/** An answer of so many megabytes, without a length. */
function answerOf(megabytes: number, headers: Record<string, string> = {}): Response {
  let left = megabytes;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => (left-- > 0 ? controller.enqueue(megabyte) : controller.close()),
  });
  return new Response(body, { headers });
}

async function sizeOf(answer: Parameters<typeof textOf>[0]): Promise<number> {
  if ("failed" in answer || answer.body instanceof Uint8Array) throw new Error("no stream");
  let size = 0;
  for await (const part of answer.body) size += part.byteLength;
  return size;
}

describe("an answer", () => {
  test("of 64 MB is handed on, and one byte more is cut with a word about it", async () => {
    const { egress } = createScene([answerOf(64), answerOf(65)]);
    expect(await sizeOf(await egress.call(list))).toBe(maxAnswerBytes);
    expect(egress.calls()[0]).not.toHaveProperty("failed");
    await expect(sizeOf(await egress.call(list))).rejects.toThrow(
      "The answer of api.acme.test is larger than 64 MB.",
    );
    expect(egress.calls()[1]).toMatchObject({
      status: 200,
      failed: expect.stringContaining("larger than 64 MB"),
    });
  });

  test("that says it is larger is not read at all", async () => {
    let isCancelled = false;
    const body = new ReadableStream({ cancel: () => void (isCancelled = true) });
    const headers = { "content-length": String(maxAnswerBytes + 1) };
    const { egress } = createScene([new Response(body, { headers })]);
    const answer = await egress.call(list);
    expect("failed" in answer && answer.failed).toContain("larger than 64 MB");
    expect(isCancelled).toBe(true);
  });

  test("is handed on as it comes", async () => {
    const parts = new TransformStream<Uint8Array, Uint8Array>();
    const upstream = parts.writable.getWriter();
    const headers = { "content-type": "text/event-stream" };
    const { egress } = createScene([new Response(parts.readable, { headers })]);
    const answer = await egress.call(list);
    if ("failed" in answer || answer.body instanceof Uint8Array) throw new Error("no stream");
    const reader = answer.body.getReader();
    for (const part of ["data: 1\n\n", "data: 2\n\n"]) {
      void upstream.write(Buffer.from(part));
      const { value } = await reader.read();
      expect(Buffer.from(value ?? []).toString()).toBe(part);
    }
    void upstream.close();
    expect((await reader.read()).done).toBe(true);
  });

  test("that breaks off is said to, to the function and in the record", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('{"ok":'));
        controller.error(new Error("reset"));
      },
    });
    const headers = { "content-type": "application/json", "content-length": "20" };
    const { egress } = createScene([new Response(body, { headers })]);
    expect(await egress.call(list)).toEqual({ failed: "the answer broke off" });
    expect(egress.calls()[0]).toMatchObject({ attempts: 1, failed: "the answer broke off" });
  });
});

test("a call that got no answer says why in its record", async () => {
  const { egress } = createScene(["one: reset", "two: reset", "three: reset"]);
  await egress.call(list);
  expect(egress.calls()).toMatchObject([{ attempts: 3, failed: "three: reset" }]);
});

test("the record says where the time of a call went, an answer that streams included", async () => {
  const parts = new TransformStream<Uint8Array, Uint8Array>();
  const stale = new Response("no", { status: 401 });
  const { egress, pass } = createScene(
    [stale, new Response(parts.readable, { headers: { "content-type": "text/plain" } })],
    {},
    { credentialMs: 3, renewalMs: 40, answerMs: 500 },
  );
  const answer = await egress.call(list);
  if ("failed" in answer || answer.body instanceof Uint8Array) throw new Error("no stream");
  const upstream = parts.writable.getWriter();
  pass(6_000);
  void upstream.close();
  await new Response(answer.body).text();
  expect(egress.calls()[0]).toMatchObject({
    ms: 7_043,
    attempts: 2,
    phases: { wait: 0, credential: 43, firstByte: 1_000, body: 6_000 },
  });
});
