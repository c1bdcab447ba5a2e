import { expect, test } from "vitest";
import { readChannelMessage } from "./channel-messages.ts";

const token = "a-secret-of-ours";
const known = { token, resourceId: "res-1" };
const message = (more: Readonly<Record<string, string | undefined>> = {}) =>
  new Headers(
    Object.entries({
      "X-Goog-Channel-Token": token,
      "X-Goog-Resource-ID": "res-1",
      "X-Goog-Resource-State": "exists",
      "X-Goog-Message-Number": "7",
      ...more,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

test.each([
  [message(), { status: "changed" }],
  [message({ "X-Goog-Resource-State": "change" }), { status: "changed" }],
  [message({ "X-Goog-Resource-State": "not_exists" }), { status: "changed" }],
  [message({ "X-Goog-Resource-State": "sync", "X-Goog-Message-Number": "1" }), { status: "sync" }],
])("%#: a message of the channel", (headers, expected) => {
  expect(readChannelMessage(headers, known)).toEqual(expected);
  // numbers may repeat
  expect(readChannelMessage(headers, known)).toEqual(expected);
});

test.each([
  ["another token", { "X-Goog-Channel-Token": "a-secret-of-theirs" }],
  ["no token", { "X-Goog-Channel-Token": undefined }],
  ["a longer token", { "X-Goog-Channel-Token": `${token}x` }],
  ["an empty token", { "X-Goog-Channel-Token": "" }],
  ["another resource", { "X-Goog-Resource-ID": "res-2" }],
  ["no resource", { "X-Goog-Resource-ID": undefined }],
  ["no state", { "X-Goog-Resource-State": undefined }],
])("%s is refused", (_, more) => {
  const read = readChannelMessage(message(more), known);
  expect(read.status).toBe("refused");
  expect(JSON.stringify(read)).not.toContain(token);
});

test("the first message may come before the watch is answered", () => {
  const sync = message({ "X-Goog-Resource-State": "sync" });
  expect(readChannelMessage(sync, { token })).toEqual({ status: "sync" });
});
