import { Hono } from "hono";
import type { Levers } from "./levers.ts";

/**
 * How the levers of a stand-in stand, as JSON; and while it is down, 503 in place of every answer
 * but those of its inspector. Comes before its other routes.
 */
export function createOutage(levers: () => Levers): Hono {
  const server = new Hono();
  server.use(async ({ req }, next) => {
    const isInspector = req.path === "/" || req.path.startsWith("/_sandbox/");
    if (!levers().isDown || isInspector) return next();
    return new Response("Service Unavailable", { status: 503 });
  });
  server.get("/_sandbox/levers", (context) => context.json(levers()));
  return server;
}
