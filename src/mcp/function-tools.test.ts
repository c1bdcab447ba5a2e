import { describe, expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import { flowSchema } from "../flow/schema.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { functionTool } from "./function-tools.ts";

const catalog = createCatalog(connectors, providers);

function definitionOf(
  operations: readonly string[],
  { description = "Does a thing", code = "" } = {},
) {
  const version: FunctionVersion = {
    name: "doIt",
    version: 1,
    madeBy: { what: "prompt", via: "chat" },
    origin: "flow",
    flow: flowSchema.parse({
      name: "doIt",
      description,
      trigger: { type: "manual" },
      steps: [{ id: "one", use: "slack.chat.postMessage" }],
    }),
    code,
    approvals: operations.map((operation) => ({ operation, token: "bot" })),
    permissions: [],
    createdAt: "2026-11-29T00:00:00.000Z",
    etag: "e",
  };
  const nothing = async (): Promise<never> => {
    throw new Error("Nothing is run here.");
  };
  return functionTool(version, "doIt", {
    catalog,
    run: nothing,
    missing: nothing,
    origin: () => "",
  }).definition;
}

describe("hints", () => {
  const [read, write, repeatable, destructive] = [
    "slack.conversations.history",
    "slack.chat.postMessage",
    "slack.reactions.add",
    "slack.chat.delete",
  ];

  test.each([
    { operations: [], hints: [true, false, true, false] },
    { operations: [read], hints: [true, false, true, true] },
    { operations: [read, write], hints: [false, false, false, true] },
    { operations: [write, destructive], hints: [false, true, false, true] },
    { operations: [repeatable], hints: [false, false, true, true] },
    { operations: ["gone.things.remove"], hints: [false, true, false, true] },
  ])("of $operations", ({ operations, hints }) => {
    const { annotations = {} } = definitionOf(operations);
    const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = annotations;
    expect([readOnlyHint, destructiveHint, idempotentHint, openWorldHint]).toEqual(hints);
  });
});

test("code that may call other functions does whatever those do", () => {
  const code = 'import { createClientFromRequest } from "npm:@base44/sdk";';
  const { annotations, description } = definitionOf(["slack.conversations.history"], { code });
  expect(annotations).toMatchObject({ readOnlyHint: false, destructiveHint: true });
  expect(description).toContain("May call other functions.");
});

describe("a description", () => {
  test("is one plain line, whatever a function says of itself", () => {
    const { description = "" } = definitionOf(["slack.chat.postMessage"], {
      description: "Posts\n\n# New\u202e orders\u{e0041} for the model\u200b",
    });
    expect(description).toBe(
      "Posts # New orders for the model. Does: Send a message (Slack, write).",
    );
  });

  test("is short, and still says what is done", () => {
    const { description = "" } = definitionOf(["slack.chat.postMessage"], {
      description: "x".repeat(2000),
    });
    expect(description.length).toBeLessThan(600);
    expect(description).toContain("Does: Send a message");
  });

  test("names what the catalog does not know by its id", () => {
    expect(definitionOf(["gone.things.remove"]).description).toContain("gone.things.remove");
  });
});
