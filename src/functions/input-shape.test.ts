import { describe, expect, test } from "vitest";
import { flowSchema } from "../flow/schema.ts";
import { inputSchemaOf, inputShapeOf } from "./input-shape.ts";

const flow = (trigger: unknown, inputs: unknown = {}) =>
  flowSchema.parse({
    name: "post",
    description: "Posts",
    trigger,
    inputs,
    steps: [{ id: "message", use: "slack.chat.postMessage" }],
  });

const manual = { type: "manual" };
const inputs = {
  text: { type: "string", description: "What\u202e to\n\npost" },
  times: { type: "number", default: 3 },
  loud: { type: "boolean", required: false },
  tags: { type: "array", required: false },
  more: { type: "object", default: {}, required: true },
};

describe("what a function takes", () => {
  test("is JSON Schema with descriptions, defaults and what is required", () => {
    expect(inputSchemaOf({ flow: flow(manual, inputs), origin: "flow" })).toEqual({
      type: "object",
      properties: {
        text: { type: "string", description: "What to post" },
        times: { type: "number", default: 3 },
        loud: { type: "boolean" },
        tags: { type: "array", items: {} },
        more: {
          type: "object",
          propertyNames: { type: "string" },
          additionalProperties: {},
          default: {},
        },
      },
      required: ["text"],
      additionalProperties: false,
    });
  });

  test.each([
    { name: "code alone", version: { origin: "hand" as const } },
    {
      name: "code that a person changed",
      version: { origin: "hand" as const, flow: flow(manual) },
    },
    {
      name: "what an event starts",
      version: { origin: "flow" as const, flow: flow({ type: "webhook" }) },
    },
  ])("$name takes any object", ({ version }) => {
    expect(inputShapeOf(version).safeParse({ anything: [1] }).success).toBe(true);
    expect(inputSchemaOf(version)).toMatchObject({ type: "object", additionalProperties: {} });
  });

  test("code of a flow takes what its flow says and nothing else", () => {
    const shape = inputShapeOf({ flow: flow(manual, inputs), origin: "flow" });
    expect(shape.safeParse({ text: "a", times: 1, loud: true, tags: ["x"] }).success).toBe(true);
    for (const wrong of [{}, { text: 1 }, { text: null }, { text: "a", txt: "b" }]) {
      expect(shape.safeParse(wrong).success).toBe(false);
    }
  });
});
