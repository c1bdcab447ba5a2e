import { expect, test } from "vitest";
import { channelIdIn, newChannel, readChannelMessage } from "./channel-messages.ts";

const { id, token, tokenHash } = newChannel();
const known = { tokenHash, resourceId: "res-1" };
const message = (more: Readonly<Record<string, string | undefined>> = {}) =>
  new Headers(
    Object.entries({
      "X-Goog-Channel-ID": id,
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
  expect(channelIdIn(headers)).toBe(id);
  expect(readChannelMessage(headers, known)).toEqual(expected);
  // numbers may repeat
  expect(readChannelMessage(headers, known)).toEqual(expected);
});

test.each([
  ["another token", { "X-Goog-Channel-Token": newChannel().token }],
  ["the hash for the token", { "X-Goog-Channel-Token": tokenHash }],
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

test("a channel that nobody opened is refused, whatever it says", () => {
  expect(readChannelMessage(message(), undefined).status).toBe("refused");
  expect(channelIdIn(new Headers())).toBeUndefined();
});

test("what is kept does not hold the secret", () => {
  expect(JSON.stringify(known)).not.toContain(token);
  expect(newChannel().id).not.toBe(id);
});
