import { expect, test } from "vitest";
import { fieldsOf, freeInput, readFreeInput, readInput } from "./inputs.ts";

const flow = {
  name: "post",
  inputs: {
    text: { type: "string", default: "Hello" },
    note: { type: "string", required: false },
    channel: { type: "string" },
    count: { type: "number", default: 3 },
    limit: { type: "number" },
    urgent: { type: "boolean", default: true },
    tags: { type: "array", default: ["a"] },
    more: { type: "object", required: false },
  },
};

test("fields come with their defaults; without one they are required unless said otherwise", () => {
  const fields = fieldsOf(flow) ?? [];
  expect(fields.filter(({ required }) => required).map(({ name }) => name)).toEqual([
    "channel",
    "limit",
  ]);
  expect(Object.fromEntries(fields.map(({ name, text }) => [name, text]))).toMatchObject({
    text: "Hello",
    count: "3",
    urgent: "true",
    tags: '[\n  "a"\n]',
  });
});

test("a function without a flow has no fields", () => {
  expect(fieldsOf(null)).toBeUndefined();
});

test("what stands in the form becomes typed input; empty and optional is left out", () => {
  const texts = {
    text: "",
    note: "",
    channel: "#a",
    count: "",
    limit: "1e3",
    urgent: "false",
    tags: "[1]",
  };
  expect(readInput(fieldsOf(flow) ?? [], texts)).toEqual({
    status: "fits",
    input: { text: "", channel: "#a", limit: 1000, urgent: false, tags: [1] },
  });
});

test("what does not fit is said at its field", () => {
  const texts = { limit: "many", tags: "{}", more: "[1]", count: "Infinity" };
  const reading = readInput(fieldsOf(flow) ?? [], texts);
  expect(reading.status === "wrong" && Object.keys(reading.problems).toSorted()).toEqual([
    "count",
    "limit",
    "more",
    "tags",
  ]);
});

test("free input is a JSON object; nothing is the empty one", () => {
  expect(readFreeInput(" ")).toEqual({ status: "fits", input: {} });
  expect(readFreeInput('{"a":1}')).toEqual({ status: "fits", input: { a: 1 } });
  for (const text of ["[]", "1", "null", "{"]) {
    expect(readFreeInput(text)).toHaveProperty(["problems", freeInput]);
  }
});
