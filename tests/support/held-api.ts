import { type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { stockroomDocument } from "../integrations/stockroom.ts";

/** An API that answers a reading call at once, and a writing one when it is told to. */
export interface HeldApi {
  readonly url: string;
  /** How many writing calls wait. */
  readonly waiting: () => number;
  release(): void;
  close(): Promise<void>;
}

export async function startHeldApi(): Promise<HeldApi> {
  const held: ServerResponse[] = [];
  const answer = (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ items: [], sku: "A-1", name: "Lamp" }));
  };
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === "GET") answer(response);
    else held.push(response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    waiting: () => held.length,
    release: () => held.splice(0).forEach(answer),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type Send = (path: string, method: string, body: unknown) => Promise<unknown>;

/** Makes the held API a tool, and a function that reads from it, then writes to it. */
export async function addHeldFunction(send: Send, { url }: HeldApi): Promise<void> {
  const document = stockroomDocument(url, { type: "http", scheme: "bearer" });
  await send("/api/integrations", "POST", {
    id: "stockroom",
    name: "Stockroom",
    document: JSON.stringify({ ...document, security: [] }),
    scheme: "none",
    operations: ["listItems", "addItem"],
  });
  await send("/api/functions/stockUp", "PUT", { code: codeFor(url) });
}

const codeFor = (url: string) => `
export default async (request: Request): Promise<Response> => {
  console.log("Looking", await request.text());
  await fetch("${url}/v2/items");
  console.warn("Adding");
  const added = await fetch("${url}/v2/items", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sku: "A-1", name: "Lamp" }),
  });
  return Response.json(await added.json());
};
`;
