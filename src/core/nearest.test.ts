import { expect, test } from "vitest";
import { nearest } from "./nearest.ts";

const known = ["channel", "text", "thread_ts", "chat.postMessage", "chat.update", "x"];

test.each([
  ["chanel", "channel"],
  ["threadTs", "thread_ts"],
  ["postMessage", "chat.postMessage"],
  ["chat.postmessages", "chat.postMessage"],
  ["X", "x"],
])("%s is most like %s", (wrong, right) => {
  expect(nearest(wrong, known, 1)).toEqual([right]);
});

test("what is like nothing gets nothing", () => {
  expect(nearest("colour", known, 3)).toEqual([]);
  expect(nearest("", known, 3)).toEqual([]);
});
