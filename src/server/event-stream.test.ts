import { expect, test } from "vitest";
import { eventStream, wantsEvents } from "./event-stream.ts";

test("a silent stream says that it is there, and its source ends with its reader", async () => {
  let ended = false;
  const silent = new ReadableStream<never>({ cancel: () => void (ended = true) });
  const { body } = eventStream(silent, 1);
  let text = "";
  for await (const chunk of body ?? []) {
    text += new TextDecoder().decode(chunk);
    if (text.length >= 9) break;
  }
  expect(text).toBe(":\n\n:\n\n:\n\n");
  expect(ended).toBe(true);
});

test("a text stays in one line of its event, whatever is in it", async () => {
  const data = { message: "one\ntwo\r\n\n: three\u2028" };
  const answer = eventStream(ReadableStream.from([{ id: "7", event: "log", data }]));
  const [comment, event, rest] = (await answer.text()).split("\n\n");
  expect([comment, rest]).toEqual([":", ""]);
  const [id, name, line = ""] = event?.split("\n") ?? [];
  expect([id, name]).toEqual(["id: 7", "event: log"]);
  expect(JSON.parse(line.replace("data: ", ""))).toEqual(data);
});

test("events are for who asks for them", () => {
  expect(wantsEvents("text/event-stream")).toBe(true);
  expect(wantsEvents("application/json, text/event-stream;q=0.9")).toBe(true);
  expect(wantsEvents("*/*")).toBe(false);
  expect(wantsEvents(undefined)).toBe(false);
});
