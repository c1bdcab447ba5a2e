import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  checkedShape,
  connectAnswer,
  connectionUsesShape,
  disconnectedShape,
  giveBackBody,
  givenBackShape,
  connectBody,
  connectionRequestShape,
  connectionChange,
  connectionQuery,
  connectionShape,
  connectionsAnswer,
  settleBody,
} from "../../contract/connection.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import type { ConnectionCheck } from "../../connections/check.ts";
import type { Connections } from "../../connections/connections.ts";
import type { Signed } from "../guard.ts";
import { ownRequest } from "../own-request.ts";
import { note } from "../record-acts.ts";
import { requireOwn } from "../rights.ts";
import type { Uses } from "../uses.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const params = z.object({ id: z.string() });

export function connectionRoutes({
  catalog,
  connections,
  checkConnection,
  uses,
}: {
  readonly catalog: Catalog;
  readonly connections: Connections;
  readonly checkConnection: ConnectionCheck;
  readonly uses: Uses;
}) {
  const router = createRouter();

  /** Whoever has no part in the app's accounts still connects their own. */
  async function requireOwnRequest(c: Context<Signed>, id: string | undefined): Promise<void> {
    requireOwn(c, id !== undefined && (await connections.isOwn(id, c.get("caller").userId)));
  }

  /** For the audit log: once it is gone, nobody knows an account by its id. */
  async function noteAccount(c: Context<Signed>, id: string): Promise<void> {
    const { provider, name } = await uses.get(id);
    note(c, { detail: { account: `${provider}:${name}` } });
  }

  router.openapi(
    createRoute({
      method: "get",
      path: "/connections",
      summary: "Connected accounts that all share: all of them, or a page of those that fit",
      request: { query: connectionQuery },
      responses: { 200: json(connectionsAnswer, "Connections"), default: problemAnswer },
    }),
    async (c) =>
      c.json(
        {
          ...(await uses.list(c.req.valid("query"))),
          pendingRevocations: [...(await connections.pendingRevocations())],
        },
        200,
      ),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/connections",
      summary: "Begin to connect an account: open `authorizationUrl` in the same browser",
      request: { body: jsonBody(connectBody) },
      responses: { 200: json(connectAnswer, "Where to go"), default: problemAnswer },
    }),
    async (c) => {
      const body = c.req.valid("json");
      await requireOwnRequest(c, "request" in body ? body.request : undefined);
      const request =
        "request" in body
          ? body.request
          : (await connections.request(ownRequest(catalog, body))).id;
      const { principal, userId: forUser } = c.get("caller");
      return c.json(
        { request, ...(await connections.authorize(request, principal, { ...body, forUser })) },
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/connections/{id}",
      summary: "A connected account",
      request: { params },
      responses: { 200: json(connectionShape, "Connection"), default: problemAnswer },
    }),
    async (c) => c.json(await uses.get(c.req.valid("param").id), 200),
  );
  router.openapi(
    createRoute({
      method: "patch",
      path: "/connections/{id}",
      summary: "Call an account something else, or make it the default",
      request: { params, body: jsonBody(connectionChange) },
      responses: { 200: json(connectionShape, "Connection"), default: problemAnswer },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const change = c.req.valid("json");
      await noteAccount(c, id);
      if ("name" in change) await connections.rename(id, change.name);
      else await connections.makeDefault(id);
      return c.json(await uses.get(id), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/connections/{id}/uses",
      summary: "Which functions use an account and what for: what stops working without it",
      request: { params },
      responses: { 200: json(connectionUsesShape, "Uses"), default: problemAnswer },
    }),
    async (c) => c.json(await uses.ofConnection(c.req.valid("param").id), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/connections/{id}/check",
      summary: "Look whether an account still works, by a call that only reads",
      request: { params },
      responses: { 200: json(checkedShape, "What was found"), default: problemAnswer },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const found = await checkConnection(id);
      return c.json({ ...found, connection: await uses.get(id) }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/connections/{id}",
      summary: "Disconnect: revoke at the provider and forget",
      request: { params },
      responses: {
        200: json(disconnectedShape, "Whether the provider confirmed"),
        default: problemAnswer,
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      await noteAccount(c, id);
      return c.json(await connections.disconnect(id), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/connections/{id}/give-back",
      summary: "Give back some permissions and keep the others",
      request: { params, body: jsonBody(giveBackBody) },
      responses: {
        200: json(givenBackShape, "What is gone, and whether the provider confirmed"),
        default: problemAnswer,
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      await noteAccount(c, id);
      return c.json(await connections.giveBack(id, c.req.valid("json")), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/connections/{id}/reconnect",
      summary: "Sign in again, or with another account",
      request: { params },
      responses: { 200: json(connectAnswer, "Where to go"), default: problemAnswer },
    }),
    async (c) => {
      const request = (await connections.reconnect(c.req.valid("param").id)).id;
      return c.json(
        { request, ...(await connections.authorize(request, c.get("caller").principal)) },
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/connection-requests/{id}",
      summary: "What the Action required card shows",
      request: { params },
      responses: { 200: json(connectionRequestShape, "Request"), default: problemAnswer },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      await requireOwnRequest(c, id);
      return c.json(await connections.view(id, c.get("caller").userId), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/connection-requests/{id}/settle",
      summary: "Skip a request, or say that its window was closed",
      request: { params, body: jsonBody(settleBody) },
      responses: { 200: json(connectionRequestShape, "Request"), default: problemAnswer },
    }),
    async (c) => {
      const [{ id }, { status }] = [c.req.valid("param"), c.req.valid("json")];
      await requireOwnRequest(c, id);
      return c.json(await connections.settle(id, status, c.get("caller").userId), 200);
    },
  );
  return router;
}
