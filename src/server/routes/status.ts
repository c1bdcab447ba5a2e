import { createRoute } from "@hono/zod-openapi";
import { type StatusView, statusShape } from "../../contract/chat.ts";
import { createRouter, json } from "../routing.ts";

export function statusRoutes(status: () => Promise<StatusView>) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/status",
      summary: "Model and providers of this server",
      responses: { 200: json(statusShape, "Status") },
    }),
    async (c) => c.json(await status(), 200),
  );
  return router;
}
