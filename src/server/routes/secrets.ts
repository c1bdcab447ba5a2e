import { createRoute, z } from "@hono/zod-openapi";
import type { Secrets } from "../../connections/secrets.ts";
import { putSecretBody, secretName, secretShape } from "../../contract/secret.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const params = z.object({ name: secretName });

/** Values by name. None of them is ever given out. */
export function secretRoutes(secrets: Secrets) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/secrets",
      summary: "Names of secrets, and the hosts they are for",
      responses: { 200: json(z.object({ secrets: z.array(secretShape) }), "Secrets") },
    }),
    async (c) => c.json({ secrets: await secrets.list() }, 200),
  );
  router.openapi(
    createRoute({
      method: "put",
      path: "/secrets/{name}",
      summary: "Keep a value, in place of the one before; it cannot be read back",
      request: { params, body: jsonBody(putSecretBody) },
      responses: { 204: { description: "Kept" }, default: problemAnswer },
    }),
    async (c) => {
      await secrets.put(c.req.valid("param").name, c.req.valid("json"));
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/secrets/{name}",
      summary: "Forget a secret",
      request: { params },
      responses: { 204: { description: "Forgotten" }, default: problemAnswer },
    }),
    async (c) => {
      await secrets.remove(c.req.valid("param").name);
      return c.body(null, 204);
    },
  );
  return router;
}
