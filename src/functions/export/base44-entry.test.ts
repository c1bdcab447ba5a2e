import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import type { FunctionVersion } from "../../store/function-version.ts";
import { createTemplates } from "../templates.ts";
import { unwrapFromBase44, wrapForBase44 } from "./base44-entry.ts";

const folder = fileURLToPath(new URL("../../../templates/export", import.meta.url));
const templates = createTemplates(folder, ".hbs");
const adapter = { calls: [], target: "base44", secrets: {}, headersOf: () => ({}) } as const;

async function wrap(code: string): Promise<string> {
  const version: FunctionVersion = {
    name: "one",
    version: 1,
    code,
    madeBy: { what: "hand", via: "api" },
    origin: "hand",
    approvals: [],
    permissions: [],
    createdAt: "",
    etag: "",
  };
  const text = await wrapForBase44(version, adapter, templates, "0.8.50");
  expect(parseSync("entry.ts", text).errors).toEqual([]);
  return text;
}

test.each([
  ["an object", "export default { fetch: () => new Response() };\n"],
  ["an object with a type", "export default { fetch: () => new Response() } satisfies object;"],
  ["a function", "export default async function answer() { return new Response(); }\n"],
  ["an arrow", "export default (request: Request) => new Response(request.url);"],
  ["a name", "const app = { fetch: () => new Response() };\nexport default app;\n"],
  ["a text that looks like it", 'export default () => new Response("export default $& {");'],
  ["names of its own", "const handler = 1, withConnections = 2;\nexport default () => handler;"],
])("%s is served, and comes back as it was", async (_, code) => {
  const text = await wrap(code);
  expect(text).toMatch(/\nDeno\.serve\((\w+)\((\w+)\)\);\n$/);
  expect(unwrapFromBase44(text)?.code).toBe(code);
});

test("code that serves by itself goes on doing so", async () => {
  const code = "Deno.serve(() => new Response());\n";
  const text = await wrap(code);
  expect(text).toContain("const Deno = Object.create(globalThis.Deno");
  expect(unwrapFromBase44(text)?.code).toBe(code);
});

test("any text in the code comes back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
      const code = `// ${text.replaceAll(/\s/g, " ")}\nexport default { fetch: () => new Response(${JSON.stringify(text)}) };`;
      expect(unwrapFromBase44(await wrap(code))?.code).toBe(code);
    }),
    { numRuns: 30 },
  );
});

test("what is none of ours is left alone", () => {
  expect(unwrapFromBase44("Deno.serve(() => new Response());")).toBeUndefined();
});
