import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldsOf, freeInput, jsonProblem, readFreeInput, readInput, textsOf } from "./inputs.ts";

const schema = {
  type: "object",
  properties: {
    text: { type: "string", default: "Hello" },
    note: { type: "string" },
    channel: { type: "string" },
    count: { type: "integer", default: 3, minimum: 1, maximum: 9 },
    limit: { type: "number" },
    urgent: { type: "boolean", default: true },
    tags: { type: "array", default: ["a"] },
    more: { type: "object" },
    kind: { type: "string", enum: ["full", "short"] },
    day: { type: "string", format: "date" },
    at: { type: "string", format: "date-time" },
    to: { type: "string", format: "email" },
    link: { type: "string", format: "uri" },
    odd: { type: "string", format: "ipv4" },
  },
  required: ["channel", "limit"],
};
const fields = fieldsOf(schema) ?? [];
const enough = { channel: "#a", limit: "1" };

test("fields come with their defaults, their choices and the format that the form has a control for", () => {
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
  const named = Object.fromEntries(fields.map((field) => [field.name, field]));
  expect(named["kind"]?.choices).toEqual(["full", "short"]);
  expect(named["count"]?.type).toBe("number");
  expect([named["day"]?.format, named["odd"]?.format]).toEqual(["date", undefined]);
});

test("of what is no schema there are no fields", () => {
  expect(fieldsOf(undefined)).toBeUndefined();
  expect(fieldsOf({ properties: { a: { type: "null" } } })).toBeUndefined();
});

test("what stands in the form becomes typed input; empty and optional is left out", () => {
  const texts = {
    ...enough,
    text: "",
    note: "",
    count: "",
    limit: "1e3",
    urgent: "false",
    tags: "[1]",
    kind: "short",
    day: "2027-01-22",
    to: "ada@example.com",
    link: "https://example.com/a",
  };
  expect(readInput(fields, texts)).toEqual({
    status: "fits",
    input: {
      text: "",
      channel: "#a",
      limit: 1000,
      urgent: false,
      tags: [1],
      kind: "short",
      day: "2027-01-22",
      to: "ada@example.com",
      link: "https://example.com/a",
    },
  });
});

test("what does not fit is said at its field", () => {
  const wrong = {
    limit: "many",
    tags: "{}",
    more: "[1]",
    count: "10",
    to: "ada",
    link: "example.com",
    at: "soon",
  };
  const reading = readInput(fields, wrong);
  expect(reading.status === "wrong" && Object.keys(reading.problems).toSorted()).toEqual([
    "at",
    "channel",
    "count",
    "limit",
    "link",
    "more",
    "tags",
    "to",
  ]);
});

test("an input that was given before comes back as it was", () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          channel: fc.string({ minLength: 1 }),
          limit: fc.integer(),
          note: fc.string({ minLength: 1 }),
          urgent: fc.boolean(),
          tags: fc.array(fc.jsonValue()),
          more: fc.dictionary(fc.string(), fc.jsonValue()),
          at: fc
            .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
            .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString()),
        },
        { requiredKeys: ["channel", "limit"] },
      ),
      (input) => {
        const plain: unknown = JSON.parse(JSON.stringify(input));
        const reading = readInput(fields, textsOf(fields, input));
        // The emptied default of `text` is meant.
        expect(reading).toEqual({ status: "fits", input: { ...(plain as object), text: "" } });
      },
    ),
  );
});

test("free input is a JSON object; nothing is the empty one", () => {
  expect(readFreeInput(" ")).toEqual({ status: "fits", input: {} });
  expect(readFreeInput('{"a":1}')).toEqual({ status: "fits", input: { a: 1 } });
  for (const text of ["[]", "1", "null", "{"]) {
    expect(readFreeInput(text)).toHaveProperty(["problems", freeInput]);
  }
});

test("JSON that is none is said while it is typed", () => {
  expect(jsonProblem("")).toBeUndefined();
  expect(jsonProblem("[1]")).toBeUndefined();
  expect(jsonProblem("[1")).toMatch(/no valid JSON\. ./);
});
