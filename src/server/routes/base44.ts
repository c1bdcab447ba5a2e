import { createRoute, z } from "@hono/zod-openapi";
import type { Context, Next } from "hono";
import type { Base44 } from "../../base44/base44.ts";
import { partMissing } from "../../base44/missing.ts";
import { connectAnswer } from "../../contract/connection.ts";
import type { Connections } from "../../connections/connections.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Signed } from "../guard.ts";
import type { PersonOf } from "../person.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

interface Base44RoutesDeps {
  readonly base44: Base44;
  readonly connections: Pick<Connections, "authorize">;
  readonly personOf: PersonOf;
}

const app = z.object({ appId: z.string() });
const called = z.object({ name: z.string() });
const connector = app.extend({ connectorId: z.string() });
const redirect = z.object({ redirect_url: connectAnswer.shape.authorizationUrl });

const user = z.object({ id: z.string(), role: z.string() });

const answered = { 200: { description: "What the function answers" } };
const description = "Any body is taken, and any below: what the function makes of it is its own.";

/**
 * What the client of Base44's SDK calls. `isTaken` says which addresses below `functions/` are left
 * to the routes that follow; where it is absent, all of them call a function.
 */
export function base44Routes(
  { base44, connections, personOf }: Base44RoutesDeps,
  isTaken?: (method: string, path: string) => boolean,
) {
  const router = createRouter();

  const call = async (c: Context<Signed>, naming: { readonly allowSubPath: boolean }) =>
    base44.call(c.req.raw, naming, { userId: await personOf(c) });

  async function fetchFunction(c: Context<Signed>, next: Next): Promise<Response> {
    const { method, path } = c.req;
    const isCall = !isTaken || (["POST", "PATCH"].includes(method) && !isTaken(method, path));
    if (isCall) return call(c, { allowSubPath: true });
    await next();
    return c.res;
  }

  router.use("/apps/:appId/*", async (c, next) => {
    base44.checkApp(c.req.param("appId"));
    await next();
  });
  router.openapi(
    createRoute({
      method: "post",
      path: "/apps/{appId}/functions/{name}",
      summary: "Call a function, as functions.invoke of Base44's SDK does",
      description,
      request: { params: app.extend({ name: z.string() }) },
      responses: answered,
    }),
    (c) => call(c, { allowSubPath: false }),
  );
  for (const method of ["post", "patch"] as const) {
    router.openapi(
      createRoute({
        method,
        path: "/functions/{name}",
        summary: "Call a function, as functions.fetch of Base44's SDK does",
        description,
        request: { params: called },
        responses: answered,
      }),
      fetchFunction,
    );
  }
  router.openapi(
    createRoute({
      method: "post",
      path: "/apps/{appId}/app-user-auth/connectors/{connectorId}/initiate",
      summary: "Begin to connect an account, as connectors.connectAppUser of Base44's SDK does",
      request: { params: connector },
      responses: { 200: json(redirect, "Where to go"), default: problemAnswer },
    }),
    async (c) => {
      const { id } = await base44.request(c.req.valid("param").connectorId);
      const { authorizationUrl } = await connections.authorize(id, c.get("caller").principal);
      return c.json({ redirect_url: authorizationUrl }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/apps/{appId}/app-user-auth/connectors/{connectorId}",
      summary: "Disconnect, as connectors.disconnectAppUser of Base44's SDK does",
      request: { params: connector },
      responses: { 204: { description: "Disconnected" }, default: problemAnswer },
    }),
    async (c) => {
      await base44.disconnect(c.req.valid("param").connectorId);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/apps/{appId}/entities/User/me",
      summary: "Who calls, as auth.me of Base44's SDK asks",
      request: { params: app },
      responses: { 200: json(user, "The app's user"), default: problemAnswer },
    }),
    async (c) => c.json(base44.me(await personOf(c)), 200),
  );

  // A name may have slashes in it, and a path may go on below one.
  router.all("/apps/:appId/functions/*", async (c, next) => {
    if (c.req.method !== "POST") return next();
    return call(c, { allowSubPath: false });
  });
  router.all("/functions/*", (c, next) => fetchFunction(c, next));
  for (const path of ["external-auth/tokens/*", "app-user-auth/connectors/:id/token"]) {
    router.all(`/apps/:appId/${path}`, () => {
      throw new PatchbayError(
        "base44/token",
        "Patchbay keeps access tokens to itself. Call the tool in a function, and the function from here.",
      );
    });
  }
  router.all("/apps/:appId/*", (c) => {
    throw partMissing(c.req.path);
  });
  return router;
}
