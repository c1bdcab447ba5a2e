import { describe, expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import type { CodeRules } from "./types.ts";
import { createVerifier } from "./verify.ts";

const verifier = createVerifier({ catalog: createCatalog(connectors, providers) });

/** Severity of what each check says, by the rules. */
async function judged(code: string, rules: CodeRules): Promise<readonly string[]> {
  const { problems } = await verifier.verify(code, rules);
  for (const { line, column } of problems) expect([line, column]).not.toContain(undefined);
  return [...new Set(problems.map(({ check, severity }) => `${check} ${severity}`))].toSorted();
}

const withBody = (body: string) =>
  `export default {\n  async fetch(request: Request): Promise<Response> {\n    ${body}\n    return new Response(request.url);\n  },\n};\n`;

describe("the same code by each of the rules", () => {
  test.each<[string, string, readonly string[], readonly string[], readonly string[]]>([
    [
      "a wrong type",
      'const n: number = "x"; console.log(n);',
      ["types error"],
      ["types error"],
      ["types warning"],
    ],
    ["a debugger", "debugger;", ["lint error"], ["lint error"], ["lint warning"]],
    [
      "any",
      "const a: any = 1; console.log(a);",
      ["lint error"],
      ["lint warning"],
      ["lint warning"],
    ],
    [
      "an unused name",
      "const unused = 1;",
      ["lint error", "types error"],
      ["lint warning"],
      ["lint warning"],
    ],
    [
      "a caught error as it is",
      "try { console.log(1); } catch (e) { console.log(e.message); }",
      ["types error"],
      [],
      [],
    ],
    [
      "an entry of a list",
      "const [first] = [request.url]; console.log(first.length, [first][0].length);",
      ["types error"],
      [],
      [],
    ],
    [
      "a parameter of no type",
      "const same = (x) => x; console.log(same(1));",
      ["types error"],
      [],
      [],
    ],
    [
      "eval",
      'eval("1");',
      ["lint error", "policy error"],
      ["lint error", "policy error"],
      ["lint warning", "policy error"],
    ],
    [
      "an unreadable call",
      "await fetch(request.url);",
      ["policy error"],
      ["policy error"],
      ["policy error"],
    ],
  ])("%s", async (_, body, rendered, hand, imported) => {
    const code = withBody(body);
    expect(await judged(code, "rendered")).toEqual(rendered);
    expect(await judged(code, "hand")).toEqual(hand);
    expect(await judged(code, "imported")).toEqual(imported);
  });
});

test("what the sandbox provides has types: Deno's serve, Node's modules, the SDK of any version", async () => {
  const code = (member: string) => `import { createClientFromRequest } from "npm:@base44/sdk@0.8.6";
import { createHash } from "node:crypto";

const key = Deno.env.get("KEY") ?? "";
Deno.serve({ port: 8000 }, async (request) => {
  const base44 = createClientFromRequest(request);
  const { accessToken } = await base44.asServiceRole.connectors.${member}("notion");
  const hash = createHash("sha256").update(key + Buffer.from("x").toString()).digest("hex");
  return fetch(\`https://api.notion.com/v1/pages/\${hash}\`, { headers: { Authorization: \`Bearer \${accessToken}\` } });
});
`;
  expect(await verifier.verify(code("getConnection"), "hand")).toEqual({
    operations: ["notion.pages.retrieve"],
    calls: [{ operation: "notion.pages.retrieve" }],
    direct: ["notion.pages.retrieve"],
    problems: [],
  });
  const { problems } = await verifier.verify(code("getConection"), "hand");
  expect(problems).toMatchObject([{ check: "types", severity: "error", line: 7 }]);
});

test("code that does not parse is told once, with its place", async () => {
  const { problems } = await verifier.verify("export default {\n  fetch( {\n};\n", "imported");
  expect(problems).toMatchObject([
    { check: "syntax", severity: "error", line: expect.any(Number), column: expect.any(Number) },
  ]);
});
