import { describe, expect, test } from "vitest";
import { z } from "zod";
import { jsonSchemaOf, schemaAt, schemaText, shortType } from "./schema-text.ts";

const schema = z.strictObject({
  note: z.string().optional().describe("Anything"),
  channel: z.string().describe("Id or name"),
  limit: z.number().int().min(1).max(20).optional(),
  count: z.number().int().optional(),
  kind: z.enum(["a", "b"]),
  rows: z.array(z.union([z.string(), z.number()])).max(5),
  at: z.looseObject({ "time zone": z.string().nullable() }).optional(),
  record: z.record(z.string(), z.boolean()).optional(),
  any: z.unknown().optional(),
});

test("a schema is TypeScript with comments, required members first", () => {
  expect(schemaText(schema, 1000)).toBe(
    '{ channel: string /* Id or name */; kind: "a" | "b"; rows: (string | number)[] /* at most 5 */; ' +
      "note?: string /* Anything */; limit?: integer /* from 1 to 20 */; count?: integer; " +
      'at?: { "time zone": string | null }; record?: { [name]: boolean }; any?: any }',
  );
});

test("descriptions are cut at a word", () => {
  const long = z.strictObject({ a: z.string().describe("one two three four five") });
  expect(schemaText(long, 1000, 15)).toBe("{ a: string /* one two three … */ }");
  expect(schemaText(long, 1000, 0)).toBe("{ a: string }");
});

test("a schema of any size is said in the room there is, what is required first", () => {
  const member = z.strictObject({ inner: z.string().describe("x".repeat(300)) });
  const names = Array.from({ length: 300 }, (_, at) => `field${at}`);
  const large = z.strictObject({
    ...Object.fromEntries(names.map((name) => [name, member.optional()])),
    needed: z.string(),
  });
  for (const room of [200, 1000, 6000, 20_000]) {
    const text = schemaText(large, room);
    expect(text.length).toBeLessThanOrEqual(room + 2);
    expect(text.startsWith("{ needed: string")).toBe(true);
  }
  expect(schemaText(large, 1000)).toMatch(/… \d+ more }$/);
});

describe("the schema below another", () => {
  const json = jsonSchemaOf(
    z.strictObject({
      either: z.union([
        z.strictObject({ type: z.literal("x") }),
        z.strictObject({ type: z.literal("y") }),
      ]),
      list: z.array(z.strictObject({ n: z.number() })),
    }),
  );
  test.each([
    [["list", 0, "n"], "number"],
    [["either", "type"], '"x" | "y"'],
    [[], "object"],
  ])("%j", (path, type) => {
    const found = schemaAt(json, path);
    expect(found && shortType(found)).toContain(type === "object" ? "either:" : type);
  });

  test("nothing where there is nothing", () => {
    expect(schemaAt(json, ["nothing"])).toBeUndefined();
    expect(schemaAt(json, ["list", 0, "m"])).toBeUndefined();
  });
});
