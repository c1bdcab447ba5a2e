import { createRoute, z } from "@hono/zod-openapi";
import type { PushSetUp } from "../../automations/push-setup.ts";
import { webhookListShape, webhookShape } from "../../contract/webhook.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

const params = z.object({ provider: z.string() });

/** How the events of providers reach this server. */
export function webhookRoutes(setUp: PushSetUp) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/webhooks",
      summary: "Where providers send events, and what is to be entered there",
      responses: { 200: json(webhookListShape, "Webhooks") },
    }),
    async (c) => c.json({ webhooks: [...(await setUp.list())] }, 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/webhooks/{provider}/open",
      summary: "Take the secret that a provider sends once, for half an hour",
      request: { params },
      responses: { 200: json(webhookShape, "Webhook"), default: problemAnswer },
    }),
    async (c) => c.json(await setUp.open(c.req.valid("param").provider), 200),
  );
  return router;
}
