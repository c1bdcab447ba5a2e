import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import type { CodeRules } from "../types.ts";
import { analyse } from "./analyse.ts";

const catalog = createCatalog(connectors, providers);
const read = (code: string, rules: CodeRules = "hand") => analyse(code, catalog, rules);

const answers = "export default { fetch: () => new Response() };";

describe("what a function may import, use and be", () => {
  const problemsOf = (code: string, rules: CodeRules = "imported") =>
    read(code, rules).problems.map(({ severity, message }) => `${severity}: ${message}`);

  test.each([
    'import { createHash } from "node:crypto";',
    'import type { Server } from "node:http";',
    'import { createClientFromRequest } from "npm:@base44/sdk@0.8.6";',
    'import { createClientFromRequest } from "npm:@base44/sdk";',
    'import { createClientFromRequest } from "@base44/sdk";',
    'await import("node:path");',
    'Deno.env.get("A"); Deno.env.has("A"); process.env.A; globalThis.x = 1;',
    "const process = { exit() {} }; process.exit(); typeof WebSocket;",
    "const answer = { process: 1, eval: 2 }; answer.process + answer.eval;",
  ])("may: %s", (line) => {
    expect(problemsOf(`${line}\n${answers}`)).toEqual([]);
    expect(problemsOf(`${line}\n${answers}`, "hand")).toEqual([]);
  });

  test.each([
    ['import x from "https://esm.sh/x";', 'cannot import "https://esm.sh/x"'],
    ['import x from "npm:axios";', 'cannot import "npm:axios"'],
    ['import x from "npm:@base44/sdk-other";', 'cannot import "npm:@base44/sdk-other"'],
    ['import x from "jsr:@std/x";', 'cannot import "jsr:@std/x"'],
    ['import x from "data:text/javascript,1";', 'cannot import "data:'],
    ['import x from "./helper.ts";', 'cannot import "./helper.ts"'],
    ['import x from "fs";', 'cannot import "fs"'],
    ['import x from "node:nothing";', 'cannot import "node:nothing"'],
    ['import https from "node:https";', "goes through fetch"],
    ['export { x } from "npm:x";', 'cannot import "npm:x"'],
    ['export * from "./x.ts";', 'cannot import "./x.ts"'],
    ["await import(globalThis.name);", "must be a plain text"],
    ["eval('1');", "cannot use eval"],
    ["new Function('1');", "cannot use Function"],
    ["require('x');", "cannot use require"],
    ["new WebSocket('wss://x');", "cannot use WebSocket"],
    ["new Worker('x');", "cannot use Worker"],
    ["Deno.readTextFile('x');", "cannot use Deno.readTextFile"],
    ["Deno.env.toObject();", "cannot use Deno.env.toObject"],
    ["const d = Deno;", "cannot use Deno;"],
    ["process.exit();", "cannot use process.exit"],
  ])("may not: %s", (line, says) => {
    const said = problemsOf(`${line}\n${answers}`);
    expect(said).toEqual([expect.stringContaining(says)]);
    expect(said[0]).toMatch(/^error: /);
  });

  test.each([
    answers,
    "export default function (request) { return new Response(); }",
    "export default async function handler() { return new Response(); }",
    "export default async (request) => new Response();",
    "const handler = () => new Response();\nexport default handler;",
    "const handler = () => new Response();\nexport { handler as default };",
    "const app = { fetch() { return new Response(); } };\nexport default app;",
    "Deno.serve(() => new Response());",
    "Deno.serve({ port: 8000 }, () => new Response());",
    "Deno.serve({ handler: () => new Response() });",
  ])("answers requests: %s", (code) => {
    expect(problemsOf(code)).toEqual([]);
  });

  test.each([
    "const x = 1;",
    "export default { port: 1 };",
    "export default 'text';",
    "function start() { Deno.serve(() => new Response()); }",
  ])("answers nothing: %s", (code) => {
    expect(problemsOf(code)).toEqual([expect.stringContaining("error: A function needs")]);
  });

  test("what Patchbay does not have of Base44's SDK is a warning, once each", () => {
    const code = `import { createClientFromRequest } from "npm:@base44/sdk@0.8.6";
      Deno.serve(async (request) => {
        const base44 = createClientFromRequest(request);
        await base44.entities.Order.list();
        await base44.asServiceRole.entities.Order.list();
        await base44.auth.me();
        await base44.functions.invoke("other", {});
        const { accessToken } = await base44.asServiceRole.connectors.getConnection("slack");
        return fetch("https://slack.com/api/chat.postMessage", { method: "POST", headers: { Authorization: \`Bearer \${accessToken}\` } });
      });`;
    expect(read(code, "imported")).toMatchObject({
      operations: ["slack.chat.postMessage"],
      problems: [
        { severity: "warning", line: 4, message: expect.stringContaining("Base44's entities") },
        { severity: "warning", line: 6, message: expect.stringContaining("Base44's auth") },
      ],
    });
  });

  test("what we render stays as strict as it was", () => {
    for (const line of [
      'import "node:crypto";',
      "Deno.serve;",
      "globalThis.x;",
      "process.env;",
      "export const x = 1;",
    ])
      expect(problemsOf(`${line}\n${answers}`, "rendered")).toEqual([
        expect.stringMatching(/^error: /),
      ]);
  });

  test("syntax errors say where, and code that is too large is not looked at", () => {
    expect(read("export default {\n  fetch(\n").problems).toMatchObject([
      { check: "syntax", severity: "error", line: 3 },
    ]);
    const large = `${"// much\n".repeat(40_000)}eval("1");`;
    expect(read(large)).toMatchObject({
      status: "unreadable",
      problems: [
        { check: "policy", severity: "error", message: expect.stringContaining("256 KB") },
      ],
    });
    expect(read(`${"{".repeat(2000)}${"}".repeat(2000)}`).problems).toMatchObject([
      { message: expect.stringContaining("nested too deeply") },
    ]);
  });
});

describe("credentials stand under Secrets, not in code", () => {
  const long = "0123456789abcdefABCDEF0123456789abcd";
  test.each([
    `xoxb-${long}`,
    `xoxp-${long}`,
    `xapp-1-${long}`,
    `ya29.${long}`,
    `AIza${long}`,
    `ghp_${long}`,
    `github_pat_${long}`,
    `ntn_${long}`,
    `secret_${long}`,
    `pat-na1-${long}`,
    `sk-proj-${long}`,
    `AKIA${"A1".repeat(8)}`,
    `eyJhbGciOiJIUzI1NiJ9.${long}.${long}`,
    "-----BEGIN RSA PRIVATE KEY-----\\nabc",
    `Bearer ${long}`,
    `key=sk-${long}&x=1`,
  ])("%s", (credential) => {
    for (const written of [`"${credential}"`, `\`\${answers}${credential}\``]) {
      for (const rules of ["rendered", "hand", "imported"] as const) {
        const { problems } = read(`const answers = 1; const x = ${written};\n${answers}`, rules);
        expect(problems).toMatchObject([{ check: "policy", severity: "error", line: 1 }]);
        expect(problems[0]?.message).toContain("{{secrets.NAME}}");
        expect(JSON.stringify(problems)).not.toContain(long);
      }
    }
  });

  test("a placeholder, a variable and ordinary words are none", () => {
    const lines = [
      "`Bearer ${answers}`",
      '"Bearer {{secrets.ACME_KEY}}"',
      '"{{secrets.SLACK}}"',
      '"task-list"',
      '"a bearer of good news"',
      '"sk-1"',
      '"secret_santa"',
    ];
    for (const line of lines)
      expect(read(`const answers = 1; const x = ${line};\n${answers}`).problems).toEqual([]);
  });

  test("one in an address is not repeated", () => {
    const { problems } = read(`await fetch("https://nowhere.test/?key=AIza${long}");\n${answers}`);
    expect(problems.length).toBe(2);
    expect(JSON.stringify(problems)).not.toContain(long);
  });
});
