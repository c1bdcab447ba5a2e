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
    async (c) => {
      const view = await status();
      // Who has no part in the app learns what server it is, and not which tools it has.
      const isPart = c.get("caller").rights.length > 0;
      return c.json(isPart ? view : { ...view, accountsToSeeTo: 0, providers: [] }, 200);
    },
  );
  return router;
}
