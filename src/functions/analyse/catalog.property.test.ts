import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { analyse } from "./analyse.ts";

const catalog = createCatalog(connectors, providers);

/** A function with this in its body, and this beside it. */
const withBody = (body: string, beside = "") =>
  `${beside}\nexport default { async fetch(request) {\n${body}\nreturn new Response(); } };\n`;

describe("every operation of the catalog is read back from each way to write its request", () => {
  const styles: Readonly<Record<string, (host: string, path: string, method: string) => string>> = {
    plain: (host, path, method) =>
      withBody(`await fetch("https://${host}${path}", { method: "${method}" });`),
    constant: (host, path, method) =>
      withBody(
        `await fetch(\`\${BASE}${path}\`, INIT);`,
        `const BASE = "https://${host}"; const INIT = { method: "${method}" };`,
      ),
    sum: (host, path, method) =>
      withBody(
        `await fetch("https://" + HOST + "${path}", { ...{ method: "TRACE" }, method: "${method}" });`,
        `const HOST = "${host}";`,
      ),
    url: (host, path, method) =>
      withBody(
        `const url = new URL("${path}", "https://${host}"); url.searchParams.set("a", "b"); await fetch(url, { method: "${method}" });`,
      ),
    request: (host, path, method) =>
      withBody(
        `await fetch(new Request(URLS.one, { method: "${method}" }));`,
        `const URLS = { one: "https://${host}${path}" } as const;`,
      ),
    wrapper: (host, path, method) =>
      withBody(
        `await api("${path}", "${method}"); await api("${path}", "${method}", { a: 1 });`,
        `async function api(path, method, body) { return fetch(\`https://${host}\${path}\`, { method, body }); }`,
      ),
    client: (host, path, method) =>
      withBody(
        `await new Client("https://${host}").call({ path: "${path}", method: "${method}" });`,
        "class Client { constructor(base) { this.base = base; } call({ path, method = 'GET' }) { return globalThis.fetch(this.base + path, { method }); } }",
      ),
    deno: (host, path, method) =>
      `const f = fetch;\nDeno.serve(async () => await f("https://${host}".concat("${path}"), { method: "${method}" }));\n`,
  };
  test.each(Object.entries(styles))("%s", (_, write) => {
    fc.assert(
      fc.property(fc.constantFrom(...catalog.operations), fc.nat(), ({ id, request }, number) => {
        const path = request.path
          .replaceAll(/\{\+(\w+)\}/g, (_part, name: string) =>
            (request.resources?.[name] ?? "").replaceAll("*", "x1"),
          )
          // What has a shape of its own is a record of Salesforce.
          .replaceAll(/\{(\w+)\}/g, (_part, name: string) =>
            request.shapes?.[name] ? "001000000000001AAA" : `x${number}`,
          );
        const { operations, problems } = analyse(
          write(request.host, path, request.method),
          catalog,
          "hand",
        );
        expect({ problems, operations }).toEqual({
          problems: [],
          operations: [expect.any(String)],
        });
        const [found] = operations.map((one) => catalog.find(one)?.request);
        expect([found?.host, found?.method]).toEqual([request.host, request.method]);
        expect(request.path.includes("{") || operations[0] === id).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
