import { expect, test } from "vitest";
import { type KnownOperation, inputsOf, operationNamed } from "./known-operations.ts";

const operation = (id: string, host: string, path: string): KnownOperation => ({
  id,
  title: id,
  kind: "read",
  method: "GET",
  host,
  path,
  scopes: { anyOf: [], narrowest: [] },
  input: {
    properties: { text: { type: "string", description: "What" }, channel: { type: "string" } },
    required: ["channel"],
  },
  docs: "",
});
const all = [
  operation("slack.chat.postMessage", "slack.com", "/api/chat.postMessage"),
  operation("gmail.users.messages.get", "gmail.googleapis.com", "/gmail/v1/users/me/messages/{id}"),
];

test.each([
  ["https://slack.com/api/chat.postMessage", undefined, "slack.chat.postMessage"],
  ["https://slack.com/api/chat.postMessage?x=1", undefined, "slack.chat.postMessage"],
  [
    "https://gmail.googleapis.com/gmail/v1/users/me/messages/18",
    undefined,
    "gmail.users.messages.get",
  ],
  ["https://slack.com/api/chat.postMessage/more", undefined, undefined],
  ["chat.postMessage", "slack", "slack.chat.postMessage"],
  ["slack.chat.postMessage", undefined, "slack.chat.postMessage"],
  ["chat.postMessage", "gmail", undefined],
  ["https://slack.com.evil.example/api/chat.postMessage", undefined, undefined],
  ["https://gmail.googleapis.com/gmail/v1/users/me/messages/", undefined, undefined],
  ["", undefined, undefined],
])("%s by %s names %s", (text, helper, id) => {
  expect(operationNamed(all, text, helper)?.id).toBe(id);
});

test("required inputs come first; of what is no schema there are none", () => {
  expect(inputsOf({ input: all[0]?.input }).map(({ name, required }) => [name, required])).toEqual([
    ["channel", true],
    ["text", false],
  ]);
  expect(inputsOf({ input: undefined })).toEqual([]);
});
