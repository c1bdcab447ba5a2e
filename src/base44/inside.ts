import { Hono } from "hono";
import { PatchbayError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { type Problem, problemDetails } from "../core/problem.ts";
import { base44Origin, chainedTo } from "../runs/base44.ts";
import type { LocalApi, LocalRun } from "../runs/broker/local-api.ts";
import type { Base44 } from "./base44.ts";
import { proxyCall } from "./call-api.ts";
import { partMissing, partOf } from "./missing.ts";

interface Env {
  readonly Bindings: {
    readonly run: LocalRun;
    /** For the record of the run. */
    readonly told: { operation: string; refused?: string };
  };
}

/** Base44's API as the SDK finds it inside of a run. */
export function createInside(base44: Base44, log: Log): LocalApi {
  const app = new Hono<Env>();

  app.onError((error, c) => {
    const known =
      error instanceof PatchbayError
        ? error
        : new PatchbayError("server/fault", "The server's log says more. Run it again.");
    if (known !== error) log.write("error", `Base44: ${error.stack ?? error.message}`);
    c.env.told.refused = known.message;
    return problemResponse(problemDetails(known));
  });
  // A tool that answers with a redirect to here does not know it.
  app.use(async (c, next) => {
    if (c.req.header("authorization") !== `Bearer ${c.env.run.rights.base44?.token}`)
      throw new PatchbayError(
        "request/not-signed-in",
        "The call does not have the token of this run. Make the client with createClientFromRequest(request).",
      );
    await next();
  });
  app.use("/api/apps/:appId/*", async (c, next) => {
    base44.checkApp(c.req.param("appId"));
    await next();
  });

  for (const [path, operation] of [
    ["external-auth/tokens/:type", "getConnection"],
    ["external-auth/tokens/connectors/:type", "getWorkspaceConnection"],
    ["app-user-auth/connectors/:type/token", "getCurrentAppUserConnection"],
  ] as const) {
    app.get(`/api/apps/:appId/${path}`, async (c) => {
      c.env.told.operation = `base44.connectors.${operation}`;
      const connector = base44.connectorOf(c.req.param("type"));
      await base44.requireConnection(connector);
      return c.json({
        access_token: c.env.run.standInFor(connector.id),
        integration_type: connector.id,
        connection_config: base44.configOf(connector),
      });
    });
  }
  app.post("/api/apps/:appId/connectors/:type/call", async (c) => {
    c.env.told.operation = "base44.connectors.callApi";
    const connector = base44.connectorOf(c.req.param("type"));
    const body: unknown = await c.req.json().catch(() => undefined);
    return c.json(await proxyCall(connector, body, c.env.run));
  });
  app.post("/api/apps/:appId/functions/*", (c) => {
    c.env.told.operation = "base44.functions.invoke";
    return callFunction(c.env.run, c.req.raw, { allowSubPath: false });
  });
  app.all("/api/functions/*", (c) => {
    c.env.told.operation = "base44.functions.fetch";
    return callFunction(c.env.run, c.req.raw, { allowSubPath: true });
  });
  app.get("/api/apps/:appId/entities/User/me", (c) => {
    c.env.told.operation = "base44.auth.me";
    return c.json(base44.me(c.env.run.rights.userId));
  });
  app.all("*", (c) => {
    throw partMissing(c.req.path);
  });

  async function callFunction(
    { rights, signal }: LocalRun,
    request: Request,
    naming: Parameters<Base44["call"]>[1],
  ): Promise<Response> {
    const chain = chainedTo(rights.base44?.chain);
    const whose = rights.userId === undefined ? {} : { userId: rights.userId };
    return base44.call(request, naming, { chain, signal, ...whose });
  }

  return {
    origin: base44Origin,
    async answer(request, run) {
      const part = partOf(new URL(request.url).pathname);
      const told: Env["Bindings"]["told"] = { operation: `base44.${part}` };
      const response = await app.fetch(request, { run, told });
      return { response, ...told };
    },
  };
}

function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json" },
  });
}
