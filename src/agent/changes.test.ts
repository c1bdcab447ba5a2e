import { expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import { type Flow, flowSchema } from "../flow/schema.ts";
import { changesBetween } from "./changes.ts";

const catalog = createCatalog(connectors, providers);

function version(flow: object, scopes: readonly string[] = ["chat:write"], code = "a\nb") {
  const whole: Flow = flowSchema.parse({
    name: "post",
    description: "Posts",
    trigger: { type: "manual" },
    steps: [{ id: "post", use: "slack.chat.postMessage", with: { channel: "#a", text: "hi" } }],
    ...flow,
  });
  const origin = "flow" as const;
  const madeBy = { what: "prompt", via: "chat" } as const;
  return { flow: whole, code, permissions: [{ connector: "slack", scopes }], origin, madeBy };
}

const words = (after: object, scopes?: readonly string[]) =>
  changesBetween(version({}), version(after, scopes), catalog).words;

test("a value", () => {
  const steps = [
    { id: "post", use: "slack.chat.postMessage", with: { channel: "#b", text: "hi" } },
  ];
  expect(words({ steps })).toEqual(["`post`: channel was “#a”, now “#b”"]);
});

test("a value that is new, and one that is gone", () => {
  const steps = [
    { id: "post", use: "slack.chat.postMessage", with: { channel: "#a", icon_emoji: ":x:" } },
  ];
  expect(words({ steps })).toEqual([
    "`post`: text is not set any more; it was “hi”",
    "`post`: icon_emoji is “:x:” now",
  ]);
});

test("what starts it", () => {
  const trigger = { type: "schedule", cron: "0 9 * * 1-5", timezone: "Europe/Berlin" };
  expect(words({ trigger })).toEqual([
    "It starts at 09:00, Monday through Friday (Europe/Berlin); before: when somebody runs it",
  ]);
});

test("steps and permissions", () => {
  const steps = [
    { id: "channels", use: "slack.conversations.list", with: {} },
    { id: "post", use: "slack.chat.postMessage", with: { channel: "#a", text: "hi" } },
  ];
  expect(words({ steps }, ["channels:read", "chat:write"])).toEqual([
    "New step `channels` (slack.conversations.list)",
    expect.stringMatching(/^It now also needs: .+ \(`channels:read`\)$/),
  ]);
  expect(changesBetween(version({ steps }, ["channels:read"]), version({}), catalog).words).toEqual(
    [
      "The step `channels` (slack.conversations.list) is gone",
      expect.stringMatching(/^It now also needs: .+ \(`chat:write`\)$/),
      expect.stringMatching(/^It no longer needs: .+ \(`channels:read`\)$/),
    ],
  );
});

test("order, inputs, conditions and what it gives back", () => {
  const first = { id: "one", use: "slack.chat.postMessage", with: { channel: "#a", text: "hi" } };
  const second = { ...first, id: "two" };
  const before = version({
    steps: [first, second],
    inputs: { text: { type: "string", default: "a" } },
  });
  const after = version({
    steps: [second, { ...first, when: "${inputs.text}" }],
    inputs: { text: { type: "string", default: "b" }, more: { type: "number" } },
    output: { ok: "${two.ok}" },
  });
  expect(changesBetween(before, after, catalog).words).toEqual([
    "The default of `text` was “a”, now “b”",
    "New input `more`",
    "`one`: condition was none, now “${inputs.text}”",
    "The steps are in another order",
    "It gives back something else",
  ]);
});

test("the lines of the code, and no more than a person reads", () => {
  const before = version({}, ["chat:write"], "a\nb\nc");
  expect(changesBetween(before, version({}, ["chat:write"], "a\nB\nc"), catalog).lines).toEqual([
    "- b",
    "+ B",
  ]);
  const long = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
  const { lines } = changesBetween(before, version({}, ["chat:write"], long), catalog);
  expect(lines).toHaveLength(61);
  expect(lines.at(-1)).toBe("… 43 more lines");
});

test("code that somebody changed by hand says so", () => {
  const hand = { ...version({}, ["chat:write"], "a\nB"), origin: "hand" as const };
  expect(changesBetween(version({}), hand, catalog).words).toEqual([
    "The code was changed by hand",
  ]);
  const edited = { ...hand, madeBy: { what: "code-edit", via: "chat" } as const };
  expect(changesBetween(version({}), edited, catalog).words).toEqual([
    "The model changed the code",
  ]);
});

test("nothing", () => {
  expect(changesBetween(version({}), version({}), catalog)).toEqual({ words: [], lines: [] });
});
