import { createHash } from "node:crypto";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import {
  type CallToolRequest,
  type CallToolResult,
  CallToolRequestSchema,
  CancelledNotificationSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type RequestId,
  isInitializeRequest,
} from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { Bus } from "../cluster/bus.ts";
import { PatchbayError } from "../core/errors.ts";
import { createSecret } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { type CatalogToolsDependencies, catalogTools } from "./catalog-tools.ts";
import { type FunctionToolsDependencies, functionTool } from "./function-tools.ts";
import { toolNames } from "./names.ts";
import { type McpCall, type McpTool, failureResult } from "./tool.ts";

interface McpDependencies extends CatalogToolsDependencies, FunctionToolsDependencies {
  readonly functions: () => Promise<readonly FunctionVersion[]>;
  /** The name of today for one that a function had before. */
  readonly resolve: (name: string) => Promise<string>;
  readonly version: string;
  readonly bus: Bus;
  readonly appId: string;
  readonly log: Log;
}

interface Session {
  readonly session: string | undefined;
  /** Whom calls in it act for. */
  readonly userId: string | undefined;
}

const takenBack = z.object({ call: z.string() });
const sessionHeader = "mcp-session-id";

/**
 * The app's functions and its catalog as tools of the Model Context Protocol, over streamable HTTP.
 * Each request is answered on its own: a session is a name and nothing more, by which a client that
 * takes a call back is told from another that counts its requests the same way.
 */
export function createMcp(
  deps: McpDependencies,
): (request: Request, userId: string | undefined) => Promise<Response> {
  const own = catalogTools(deps);
  const running = new Map<string, AbortController>();
  /** Told to other processes, who learn no name of a session by it. */
  const keyOf = (session: string, id: RequestId) =>
    createHash("sha256")
      .update(JSON.stringify([session, id]))
      .digest("base64url");
  const topic = `mcp:${deps.appId}`;
  deps.bus.subscribe(topic, (payload) => {
    const { data } = takenBack.safeParse(payload);
    if (data) running.get(data.call)?.abort();
  });

  async function tools(): Promise<readonly McpTool[]> {
    const functions = await deps.functions();
    const names = toolNames(
      functions.map(({ name }) => name),
      own.map(({ definition }) => definition.name),
    );
    return [
      ...own,
      ...functions.map((version) =>
        functionTool(version, names.get(version.name) ?? version.name, deps),
      ),
    ];
  }

  async function call(
    name: string,
    given: Readonly<Record<string, unknown>>,
    by: McpCall,
  ): Promise<CallToolResult> {
    const all = await tools();
    const find = (called: string) => all.find(({ definition }) => definition.name === called);
    // A client may have read the list before the function got another name.
    const wanted = find(name) ?? find(await deps.resolve(name));
    if (!wanted) {
      const known = all.map(({ definition }) => definition.name).join(", ");
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no tool "${name}"; there are: ${known}.`,
      );
    }
    const { error } = wanted.input.safeParse(given);
    if (error) {
      const problems = error.issues.map(({ path, message }) =>
        path.length > 0 ? `"${path.join(".")}": ${message}` : message,
      );
      return failureResult("The input does not fit; nothing ran.", ...problems);
    }
    try {
      return await wanted.call(given, by);
    } catch (fault) {
      if (fault instanceof PatchbayError) {
        const { connectUrl } = fault.extra;
        return failureResult(
          fault.message,
          ...(typeof connectUrl === "string" ? [`connectUrl: ${connectUrl}`] : []),
        );
      }
      deps.log.write("error", `MCP ${name}: ${fault instanceof Error ? fault.stack : fault}`);
      return failureResult("Something went wrong inside Patchbay; its log says more.");
    }
  }

  async function callInSession(
    { name, arguments: given = {} }: CallToolRequest["params"],
    { session, userId }: Session,
    id: RequestId,
  ): Promise<CallToolResult> {
    if (session === undefined) return call(name, given, { signal: undefined, userId });
    const key = keyOf(session, id);
    const cancelling = new AbortController();
    running.set(key, cancelling);
    return call(name, given, { signal: cancelling.signal, userId }).finally(() =>
      running.delete(key),
    );
  }

  function serverFor(of: Session): Server {
    const server = new Server(
      { name: "patchbay", title: "Patchbay", version: deps.version },
      { capabilities: { tools: {} }, instructions: deps.prompts("mcp/instructions") },
    );
    server.setRequestHandler(ListToolsRequestSchema, async () => ({
      tools: (await tools()).map(({ definition }) => definition),
    }));
    server.setRequestHandler(CallToolRequestSchema, ({ params }, { requestId }) =>
      callInSession(params, of, requestId),
    );
    server.setNotificationHandler(
      CancelledNotificationSchema,
      async ({ params: { requestId } }) => {
        if (of.session !== undefined && requestId !== undefined)
          await deps.bus.publish(topic, { call: keyOf(of.session, requestId) });
      },
    );
    return server;
  }

  return async (request, userId) => {
    const body = await readJson(request);
    const begins = isInitializeRequest(body);
    const transport = new WebStandardStreamableHTTPServerTransport(
      begins ? { sessionIdGenerator: createSecret } : {},
    );
    const session = request.headers.get(sessionHeader) ?? undefined;
    await serverFor({ session, userId }).connect(transport);
    return transport.handleRequest(request, { parsedBody: body });
  };
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch (cause) {
    throw new PatchbayError(
      "request/not-json",
      "The body could not be read as JSON. Send one JSON-RPC message.",
      { cause },
    );
  }
}
