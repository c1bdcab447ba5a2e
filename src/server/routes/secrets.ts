import { createRoute, z } from "@hono/zod-openapi";
import type { Secrets } from "../../connections/secrets.ts";
import {
  type SecretUse,
  putSecretBody,
  secretListShape,
  secretName,
} from "../../contract/secret.ts";
import type { Functions } from "../../functions/functions.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const params = z.object({ name: secretName });

interface SecretDependencies {
  readonly secrets: Secrets;
  readonly functions: Pick<Functions, "codeWith">;
}

/** `{{secrets.NAME}}`, of whatever name. */
const anyPlaceholder = /\{\{secrets\.[^{}]+\}\}/g;

/** Values by name. None of them is ever given out. */
export function secretRoutes({ secrets, functions }: SecretDependencies) {
  const router = createRouter();
  async function list(): Promise<SecretUse[]> {
    const [kept, written] = await Promise.all([secrets.list(), functions.codeWith("{{secrets.")]);
    const users = new Map<string, string[]>(kept.map(({ placeholder }) => [placeholder, []]));
    // Each code is read once, however many secrets there are.
    for (const { name, code } of written)
      for (const placeholder of new Set(code.match(anyPlaceholder)))
        users.get(placeholder)?.push(name);
    return kept.map((secret) => ({ ...secret, functions: users.get(secret.placeholder) ?? [] }));
  }
  router.openapi(
    createRoute({
      method: "get",
      path: "/secrets",
      summary: "Names of secrets, the hosts they are for, and the functions that use them",
      responses: { 200: json(secretListShape, "Secrets") },
    }),
    async (c) => c.json({ secrets: await list() }, 200),
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
