import { once } from "node:events";
import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { LLMock } from "@copilotkit/aimock";

/** A server of models that wants a key, knows a few models, and says so in OpenAI's words. */
export interface KeyedModel {
  readonly origin: string;
  /** As it is entered on the page. */
  readonly baseUrl: string;
  /** Credentials that came, in order. */
  readonly seen: readonly string[];
  /** What the next requests are answered with, in place of an answer. */
  fail(status: number | undefined, body?: unknown): void;
  close(): Promise<void>;
}

export async function startKeyedModel(key: string, models: readonly string[]): Promise<KeyedModel> {
  const mock = new LLMock({ port: 0, strict: true, logLevel: "silent" });
  mock.on({ predicate: () => true }, { content: "OK" });
  await mock.start();
  const seen: string[] = [];
  let failure: { readonly status: number; readonly body: unknown } | undefined;
  const server = createServer(async (request, response) => {
    const authorization = request.headers.authorization ?? "";
    seen.push(authorization);
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    };
    const path = request.url ?? "";
    if (failure) return answer(failure.status, failure.body);
    if (!path.startsWith("/v1/")) return answer(404, "<h1>Not found</h1>");
    if (authorization !== `Bearer ${key}`) {
      const message = `Incorrect API key provided: ${authorization}`;
      return answer(401, { error: { message, code: "invalid_api_key" } });
    }
    if (path === "/v1/models")
      return answer(200, { object: "list", data: models.map((id) => ({ id, object: "model" })) });
    const body = await bodyOf(request);
    const { model } = JSON.parse(body);
    if (!models.includes(model)) {
      const message = `The model '${model}' does not exist`;
      return answer(404, { error: { message, code: "model_not_found" } });
    }
    const given = await fetch(new URL(path, mock.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    response.writeHead(given.status, Object.fromEntries(given.headers));
    response.end(Buffer.from(await given.arrayBuffer()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    baseUrl: `${origin}/v1`,
    seen,
    fail(status, body = {}) {
      failure = status === undefined ? undefined : { status, body };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await mock.stop();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  return body;
}
