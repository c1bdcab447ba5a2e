import { createRoute, z } from "@hono/zod-openapi";
import type { SignedCalls } from "../../automations/signed-calls.ts";
import { newSigningSecretShape, signingSecretShape } from "../../contract/function.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

const params = z.object({ name: z.string() });

/** What signs calls of a function in place of a key. */
export function signingSecretRoutes(calls: Pick<SignedCalls, "view" | "renew" | "end">) {
  const router = createRouter();
  const path = "/functions/{name}/signing-secret";
  router.openapi(
    createRoute({
      method: "get",
      path,
      summary: "Whether calls of a function can be signed in place of having a key",
      request: { params },
      responses: { 200: json(signingSecretShape, "Never the secret"), default: problemAnswer },
    }),
    async (c) => c.json(await calls.view(c.req.valid("param").name), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path,
      summary: "Make a secret that signs calls of a function; the one before counts for a day more",
      description:
        "Callers sign as Standard Webhooks has it: webhook-id, webhook-timestamp, webhook-signature over the body of a POST.",
      request: { params },
      responses: {
        200: json(newSigningSecretShape, "The secret, in this answer only"),
        default: problemAnswer,
      },
    }),
    async (c) => {
      const { name } = c.req.valid("param");
      const secret = await calls.renew(name);
      return c.json({ ...(await calls.view(name)), secret }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path,
      summary: "Take no signed calls of a function any more",
      request: { params },
      responses: { 204: { description: "Its secrets ended" }, default: problemAnswer },
    }),
    async (c) => {
      await calls.end(c.req.valid("param").name);
      return c.body(null, 204);
    },
  );
  return router;
}
