import { createRoute, z } from "@hono/zod-openapi";
import { connectAnswer, connectBody, connectionRequestShape, connectionShape, settleBody } from "../../contract/connection.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { AppConnections } from "../../connections/app-connections.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const id = z.object({ id: z.string() });

export function connectionRoutes(connections: AppConnections) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/connections",
      summary: "Connected accounts",
      responses: { 200: json(z.object({ connections: z.array(connectionShape) }), "Connections") },
    }),
    async (c) => c.json({ connections: [...(await connections.list())] }, 200),
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
      const request = "request" in body ? body.request : (await connections.requestScopes(body.connector, body.scopes)).id;
      return c.json(await connections.authorize(request, c.get("principal")), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/connections/{id}",
      summary: "A connected account",
      request: { params: id },
      responses: { 200: json(connectionShape, "Connection"), default: problemAnswer },
    }),
    async (c) => {
      const wanted = c.req.valid("param").id;
      const found = (await connections.list()).find((connection) => connection.id === wanted);
      if (!found) throw new PatchbayError("connection/not-found", `There is no connection "${wanted}"; GET /api/connections lists those there are.`);
      return c.json(found, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/connections/{id}",
      summary: "Disconnect: revoke at the provider and forget",
      request: { params: id },
      responses: { 200: json(z.object({ revoked: z.boolean() }), "Whether the provider confirmed"), default: problemAnswer },
    }),
    async (c) => c.json(await connections.disconnect(c.req.valid("param").id), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/connections/{id}/reconnect",
      summary: "Sign in again, or with another account",
      request: { params: id },
      responses: { 200: json(connectAnswer, "Where to go"), default: problemAnswer },
    }),
    async (c) => {
      const request = await connections.reconnect(c.req.valid("param").id);
      return c.json(await connections.authorize(request.id, c.get("principal")), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/connection-requests/{id}",
      summary: "What the Action required card shows",
      request: { params: id },
      responses: { 200: json(connectionRequestShape, "Request"), default: problemAnswer },
    }),
    async (c) => c.json(await connections.view(c.req.valid("param").id), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/connection-requests/{id}/settle",
      summary: "Skip a request, or say that its window was closed",
      request: { params: id, body: jsonBody(settleBody) },
      responses: { 200: json(connectionRequestShape, "Request"), default: problemAnswer },
    }),
    async (c) => c.json(await connections.settle(c.req.valid("param").id, c.req.valid("json").status), 200),
  );
  return router;
}
