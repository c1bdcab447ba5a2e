import SwaggerParser from "@apidevtools/swagger-parser";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChat, settled } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

let server: TestServer;
let document: any;

beforeAll(async () => {
  server = await startServer();
  const chat = openChat(server, "openapi");
  await chat.sendMessage({
    text: "Send a Slack message to #product-updates when this function runs",
  });
  await settled(chat);
  await connectAll(server, chat);
  document = (await server.json("/openapi.json")).body;
}, 60_000);
afterAll(() => server?.close());

test("the document is valid OpenAPI 3.1, and says what it is and who may call", async () => {
  // Parsing it resolves in place what it is given.
  const parsed = await SwaggerParser.validate(structuredClone(document));
  expect(parsed).toMatchObject({
    openapi: "3.1.0",
    info: { title: "Patchbay", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    security: [{ apiKey: [] }, { session: [] }],
    components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer" } } },
  });
});

test("a function has an address of its own, with what it takes", async () => {
  const { post } = document.paths["/functions/postToProductUpdates"];
  expect(post).toMatchObject({
    operationId: "call_postToProductUpdates",
    requestBody: { content: { "application/json": { schema: { type: "object" } } } },
    description: "Calls slack.chat.postMessage.",
  });
  const { schema } = post.requestBody.content["application/json"];
  expect(schema.properties.text).toMatchObject({ type: "string", default: expect.any(String) });
  const called = await server.json("/functions/postToProductUpdates", "POST", { text: "By hand" });
  expect(called.status).toBe(200);
});

test("who is not signed in gets the document without the app's functions", async () => {
  for (const headers of [{}, { authorization: "Bearer wrong" }]) {
    const answer = await fetch(new URL("/openapi.json", server.origin), { headers });
    expect(answer.status).toBe(200);
    const { paths } = (await answer.json()) as { paths: object };
    expect(Object.keys(paths)).toContain("/functions/{name}");
    expect(JSON.stringify(paths)).not.toContain("postToProductUpdates");
  }
});

describe("answers are as described", () => {
  const validator = new AjvJsonSchemaValidator();

  /** The answer against what is described for its status and type. */
  async function fits(template: string, path: string, method = "GET", body?: unknown) {
    const answer = await server.fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const { responses } = document.paths[template][method.toLowerCase()];
    const { content } = responses[answer.status] ?? responses.default;
    const type = (answer.headers.get("content-type") ?? "").split(";")[0] ?? "";
    const { $ref, ...schema } = content[type].schema;
    const wanted = $ref ? document.components.schemas[$ref.split("/").at(-1)] : schema;
    const result = validator.getValidator(wanted)(await answer.json());
    return { status: answer.status, type, problems: result.valid ? [] : [result.errorMessage] };
  }

  const json = { type: "application/json", problems: [] };

  test.each([
    ["/api/status", "/api/status"],
    ["/api/chats", "/api/chats"],
    ["/api/chats/{id}", "/api/chats/openapi"],
    ["/api/connectors", "/api/connectors"],
    ["/api/connectors/{id}", "/api/connectors/slack"],
    ["/api/operations", "/api/operations?q=message"],
    ["/api/connections", "/api/connections"],
    ["/api/functions", "/api/functions"],
    ["/api/functions/{name}", "/api/functions/postToProductUpdates"],
    ["/api/functions/{name}/versions", "/api/functions/postToProductUpdates/versions"],
    ["/api/functions/{name}/diff", "/api/functions/postToProductUpdates/diff"],
    ["/api/runs", "/api/runs"],
    ["/api/integrations", "/api/integrations"],
    ["/api/secrets", "/api/secrets"],
  ])("GET %s", async (template, path) => {
    expect(await fits(template, path)).toEqual({ status: 200, ...json });
  });

  test("of a plan and a run", async () => {
    const prompt = "Send a Slack message to #general";
    expect(await fits("/api/plan", "/api/plan", "POST", { prompt })).toEqual({
      status: 200,
      ...json,
    });
    const run = ["/api/functions/{name}/run", "/api/functions/postToProductUpdates/run"] as const;
    expect(await fits(...run, "POST", { input: { text: "Described" } })).toEqual({
      status: 200,
      ...json,
    });
  });

  test("of an error", async () => {
    const problem = { type: "application/problem+json", problems: [] };
    expect(await fits("/api/functions/{name}", "/api/functions/nope")).toEqual({
      status: 404,
      ...problem,
    });
    expect(await fits("/api/plan", "/api/plan", "POST", {})).toEqual({ status: 400, ...problem });
  });
});
