import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { checkFlow } from "../../src/flow/check.ts";
import { escapeText } from "../../src/flow/paths.ts";
import type { Flow } from "../../src/flow/schema.ts";
import { needsOf } from "../../src/flow/uses.ts";
import { etagOf } from "../../src/store/function-version.ts";
import { functionJsonc } from "../../src/functions/files/description.ts";
import { createRenderer } from "../../src/functions/render.ts";
import { operationsOf, rightsOfUses } from "../../src/functions/rights.ts";
import { createVerifier } from "../../src/functions/verify.ts";
import { flows } from "./flows.ts";

/** Golden functions: compared byte for byte, and checked as users' are. UPDATE_GOLDEN=1 writes them anew. */
const catalog = createCatalog(connectors, providers);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
});
const verifier = createVerifier({ catalog });
const fileOf = (name: string) => fileURLToPath(new URL(`expected/${name}.ts`, import.meta.url));

function checked(candidate: unknown): Flow {
  const check = checkFlow(candidate, catalog);
  if (check.status === "invalid") throw new Error(JSON.stringify(check.problems));
  return check.flow;
}

describe.each(flows)("$flow.name", ({ sentence, flow, operations }) => {
  test("is rendered as it stands here, and passes every check", async () => {
    const code = await renderer.render(checked(flow), sentence);
    if (process.env["UPDATE_GOLDEN"]) writeFileSync(fileOf(flow.name), code);
    expect(code).toBe(readFileSync(fileOf(flow.name), "utf8"));
    const verified = await verifier.verify(code, "rendered");
    expect(verified.problems).toEqual([]);
    expect([...verified.operations].toSorted()).toEqual(operations);
  });
});

test("every expected file has its flow", () => {
  const names = readdirSync(fileURLToPath(new URL("expected", import.meta.url)));
  expect(names.toSorted()).toEqual(flows.map(({ flow }) => `${flow.name}.ts`).toSorted());
});

test("the worked example is the first of them", () => {
  const exampleFile = (name: string) =>
    new URL(`../../generated-functions/example/${name}`, import.meta.url);
  const example = (name: string) => readFileSync(exampleFile(name), "utf8");
  const [first] = flows;
  expect(example("entry.ts")).toBe(readFileSync(fileOf(first.flow.name), "utf8"));
  const flow = checked(first.flow);
  const rights = rightsOfUses(needsOf(flow, catalog), catalog);
  const content = {
    name: flow.name,
    version: 1,
    etag: etagOf({ code: example("entry.ts"), flow }),
    flow,
    operations: operationsOf(rights),
    permissions: rights.permissions,
  };
  const described = functionJsonc(content);
  if (process.env["UPDATE_GOLDEN"]) writeFileSync(exampleFile("function.jsonc"), described);
  expect(example("function.jsonc")).toBe(described);
});

test("any text comes through the whole way, sentence and value, as the same text", async () => {
  const check = async (text: string) => {
    const flow = checked({
      name: "say",
      description: "Says it",
      trigger: { type: "manual" },
      steps: [
        {
          id: "message",
          use: "slack.chat.postMessage",
          with: { channel: "#x", text: escapeText(text) },
        },
      ],
    });
    const code = await renderer.render(flow, text || "x");
    const literal =
      /text: ("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/.exec(code)?.[1] ?? "undefined";
    expect(new Function(`return ${literal}`)()).toBe(text);
  };
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("`${x}`", "*/ evil(); /*", "{{literal x}}", "\u2028", "'\"", "\\"),
  );
  await fc.assert(fc.asyncProperty(text, check), { numRuns: 60 });
});

describe("each check sees what it is for", () => {
  const fetches = (body: string) =>
    `export default { async fetch(request: Request): Promise<Response> { ${body} } };`;
  const helper = readFileSync(fileOf(flows[0].flow.name), "utf8").replace(
    /^[^]*(?=async function slack)/,
    "",
  );
  test.each([
    ["types", fetches(`const n: number = "x"; return Response.json(n);`), "TS2322"],
    ["lint", fetches(`debugger; return new Response(request.url);`), "debugger"],
    [
      "policy",
      `import fs from "node:fs";\n${fetches("return Response.json(fs);")}`,
      "imports nothing",
    ],
    ["policy", fetches(`return Response.json(await import("node:fs"));`), "imports nothing"],
    ["policy", fetches(`return Response.json(Deno.env);`), "cannot use Deno"],
    ["policy", fetches(`return fetch("https://evil.example/");`), "no tool here has the host"],
    ["policy", fetches(`return fetch(request.url);`), "plain text"],
    ["policy", fetches(`return slack(request.url, {});`) + helper, "is no operation of Slack"],
    [
      "policy",
      fetches(`return slack("admin.users.remove", {});`) + helper,
      "api/admin.users.remove is no operation of Slack",
    ],
    ["policy", "const x = 1;", "export default"],
    ["syntax", "export default {", ""],
  ])("%s: %#", async (check, code, says) => {
    const { problems } = await verifier.verify(code, "rendered");
    expect(problems).toContainEqual(
      expect.objectContaining({
        check,
        message: expect.stringContaining(says),
        line: expect.any(Number),
      }),
    );
  });

  test("a number too large for JSON is read like any other", async () => {
    const code = fetches(`return new Response(String(2n ** 64n) + request.url);`);
    expect(await verifier.verify(code, "rendered")).toMatchObject({ operations: [], problems: [] });
  });

  test("a call by its plain address is read back as its operation", async () => {
    const code = fetches(
      `return fetch("https://slack.com/api/chat.postMessage", { method: "POST", body: await request.text() });`,
    );
    expect(await verifier.verify(code, "rendered")).toMatchObject({
      operations: ["slack.chat.postMessage"],
      problems: [],
    });
  });
});
