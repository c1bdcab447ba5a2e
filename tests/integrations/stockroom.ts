import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A small API of somebody's own, with what it was called with. */
export interface Stockroom {
  readonly url: string;
  readonly calls: { method: string; url: string; headers: Record<string, unknown>; body: string }[];
  close(): Promise<void>;
}

export const rightKey = "sk-stockroom-0123456789";

/** Takes the key in a header, in the query, as bearer token, or as a name with a password. */
export async function startStockroom(
  isToken: (token: string) => boolean = () => false,
): Promise<Stockroom> {
  const calls: Stockroom["calls"] = [];
  const items = [{ sku: "A-1", name: "Lamp", count: 3 }];
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://stockroom.test");
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString();
      const { headers, method = "GET" } = request;
      calls.push({ method, url: request.url ?? "", headers, body });
      const answer = (status: number, value: unknown) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(value));
      };
      const basic = Buffer.from(`clerk:${rightKey}`).toString("base64");
      const given = [
        headers["x-stock-key"],
        url.searchParams.get("key"),
        headers.authorization?.replace(/^Bearer /, ""),
      ];
      const isKnown =
        given.includes(rightKey) ||
        headers.authorization === `Basic ${basic}` ||
        isToken(String(given[2]));
      if (url.pathname === "/v2/health") return answer(200, { status: "fine" });
      if (!isKnown) return answer(401, { error: "who_are_you" });
      if (url.pathname === "/v2/items" && method === "GET") return answer(200, { items });
      if (url.pathname === "/v2/items" && method === "POST") {
        items.push(JSON.parse(body));
        return answer(201, JSON.parse(body));
      }
      return answer(404, { error: "nothing" });
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** What describes it; `security` is how it is signed in to. */
export function stockroomDocument(url: string, security: Readonly<Record<string, unknown>>) {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  return {
    openapi: "3.1.0",
    info: { title: "Stockroom", description: "What lies on the shelves. And more." },
    servers: [{ url: `${url}/{version}`, variables: { version: { default: "v2" } } }],
    security: [{ main: [] }],
    components: {
      securitySchemes: { main: security },
      schemas: {
        Item: {
          type: "object",
          required: ["sku", "name"],
          properties: {
            sku: { type: "string", description: "Number of the article" },
            name: { type: "string", description: "Name of the item" },
            count: { type: "integer", description: "How many there are" },
            parts: { type: "array", items: ref("Item") },
          },
        },
      },
    },
    paths: {
      "/health": { get: { operationId: "health", summary: "Say whether it works", security: [] } },
      "/items": {
        get: {
          operationId: "listItems",
          summary: "List the items",
          tags: ["stock"],
          parameters: [
            {
              name: "min-count",
              in: "query",
              schema: { type: "integer" },
              description: "Least count",
            },
            {
              name: "tags",
              in: "query",
              explode: false,
              schema: { type: "array", items: { type: "string" } },
            },
          ],
          responses: {
            200: {
              content: {
                "application/json": {
                  schema: {
                    type: "object",
                    properties: { items: { type: "array", items: ref("Item") } },
                  },
                },
              },
            },
          },
        },
        post: {
          operationId: "addItem",
          summary: "Add an item",
          requestBody: { required: true, content: { "application/json": { schema: ref("Item") } } },
          responses: { 201: { content: { "application/json": { schema: ref("Item") } } } },
        },
      },
      "/items/{sku}/picture": {
        put: {
          operationId: "putPicture",
          parameters: [{ name: "sku", in: "path", required: true, schema: { type: "string" } }],
          requestBody: { required: true, content: { "image/png": {} } },
        },
      },
    },
  };
}
