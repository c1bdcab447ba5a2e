import { expect, test } from "vitest";
import { fits, mayFit } from "./filters.ts";

const filters = {
  channel: { description: "Channel", in: ["channel", "channelName"] },
  subject: { description: "Words of the subject", in: ["subject"], by: "contains" as const },
  label: { description: "Label", in: ["labels.name"] },
  range: { description: "Range that is watched" },
  file: { description: "File", in: ["fileId"], part: "/d/([\\w-]+)" },
};
const payload = {
  channel: "C1",
  channelName: "support",
  subject: "Your Invoice 12",
  fileId: "1aB_2",
  labels: [{ name: "Work" }, { name: "Later" }],
};

test.each([
  [{}, true],
  [{ channel: "#Support" }, true],
  [{ channel: "C1" }, true],
  [{ channel: "sales" }, false],
  [{ channel: ["sales", "support"] }, true],
  [{ subject: "invoice" }, true],
  [{ subject: "invoice", channel: "#sales" }, false],
  [{ label: "later" }, true],
  [{ label: "late" }, false],
  [{ file: "https://docs.google.com/document/d/1aB_2/edit" }, true],
  [{ file: "1aB_2" }, true],
  [{ file: "https://docs.google.com/document/d/1aB_3/edit" }, false],
  [{ range: "A1", unknown: "x" }, true],
])("%j: %s", (given, expected) => {
  expect(fits({ filters }, given, payload)).toBe(expected);
});

test("an event without the member does not fit", () => {
  expect(fits({ filters }, { subject: "a" }, { subject: null })).toBe(false);
});

test.each(["eyes", ":eyes:", ":Eyes:"])("an emoji may be written %s", (emoji) => {
  const ofReaction = { filters: { emoji: { description: "Emoji", in: ["emoji"] } } };
  expect(fits(ofReaction, { emoji }, { emoji: "eyes" })).toBe(true);
  expect(fits(ofReaction, { emoji: ":" }, { emoji: "eyes" })).toBe(false);
});

test("what is not complete yet is judged by what is there", () => {
  const pushed = { channel: "C1", subject: "Your Invoice 12" };
  const complete = { operations: [], of: async () => undefined };
  const may = (given: Readonly<Record<string, unknown>>) =>
    mayFit({ filters, complete }, given, pushed);
  expect(may({ channel: "#support" })).toBe(true);
  expect(may({ label: "later" })).toBe(true);
  expect(may({ subject: "receipt", channel: "#support" })).toBe(false);
  expect(mayFit({ filters }, { channel: "#support" }, pushed)).toBe(false);
});
