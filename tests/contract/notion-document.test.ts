import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pathPattern } from "../../src/catalog/path-pattern.ts";
import { notionConnector } from "../../src/connectors/notion/connector.ts";
import { notion } from "../../src/connectors/notion/provider.ts";
import { operationsIn, parametersOf, readDocument } from "../../src/integrations/document.ts";
import { zodOf } from "../../src/integrations/schema.ts";
import type { Step } from "../support/generated-code.ts";
import { createRestCode } from "../support/rest-code.ts";

/** What generated code sends, against the OpenAPI document that Notion ships with its MCP server. */
const file = "node_modules/@notionhq/notion-mcp-server/scripts/notion-openapi.json";
const document = await readDocument(readFileSync(file, "utf8"));
const known = operationsIn(document);
const code = createRestCode([notionConnector], notion);
const use = (method: string, given: Step[1] = {}): Step => [`notion.${method}`, given];
const roadmap = "59833787-2cf9-4fdf-8782-e53db20768a5";
const tasks = "7a7b7c7d-8e8f-4041-9a9b-9c9d0e0f1011";

const operationAt = (method: string, path: string) =>
  known.find((one) => one.method === method && pathPattern(one.path).test(path));

test.each<[string, readonly Step[]]>([
  ["searching", [use("search", { query: "Road", object: "page", page_size: 5 })]],
  ["people", [use("users.list"), use("users.me")]],
  // A row's parent, a data source, is newer than the document.
  ["a page of its own", [use("pages.create", { page_id: roadmap, title: "New" })]],
  [
    "querying a table",
    [
      use("data_sources.query", {
        data_source_id: tasks,
        where: { Status: "Done" },
        page_size: 3,
      }),
    ],
  ],
  ["a table", [use("data_sources.retrieve", { data_source_id: tasks })]],
  [
    "blocks",
    [
      use("blocks.children.append", { block_id: roadmap, text: "One\n\nTwo" }),
      use("blocks.children.list", { block_id: roadmap }),
    ],
  ],
  ["comments", [use("comments.create", { page_id: roadmap, text: "Yes" })]],
  ["a page", [use("pages.retrieve", { page_id: roadmap })]],
])("%s: method, path, query and body are Notion's own", async (_, steps) => {
  await code.run(steps);
  expect(code.sent.length).toBeGreaterThanOrEqual(steps.length);
  for (const { method, path, query, body } of code.sent) {
    const found = operationAt(method, path);
    expect(`${method} ${found ? "known" : path}`).toBe(`${method} known`);
    if (!found) return;
    const parameters = parametersOf(found.pathItem, found.operation).map(({ name }) => name);
    expect([...query.keys()].filter((name) => !parameters.includes(name))).toEqual([]);
    const schema = found.operation.requestBody?.content?.["application/json"]?.schema;
    const members = Object.keys(Object(schema?.["properties"] ?? {}));
    const sent = typeof body === "object" ? Object.keys(Object(body)) : [];
    expect(sent.filter((name) => !members.includes(name))).toEqual([]);
    const { error } = zodOf(schema, document.openapi).safeParse(sent.length > 0 ? body : {});
    expect(error?.issues ?? []).toEqual([]);
  }
});
