import { createRoute, z } from "@hono/zod-openapi";
import {
  type LeverBody,
  type StandInView,
  leverBody,
  standInShape,
} from "../../contract/sandbox.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

/** The stand-ins that are in use. */
export interface StandIns {
  list(): Promise<readonly StandInView[]>;
  pull(provider: string, lever: LeverBody): Promise<StandInView>;
}

/** Stand-ins, and what breaks them on purpose. */
export function sandboxRoutes(standIns: StandIns) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/sandbox",
      summary: "The stand-ins in use, and how they are broken on purpose",
      responses: { 200: json(z.object({ standIns: z.array(standInShape) }), "Stand-ins") },
    }),
    async (c) => c.json({ standIns: [...(await standIns.list())] }, 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/sandbox/{provider}/levers",
      summary: "Break a stand-in, or make it whole",
      request: { params: z.object({ provider: z.string() }), body: jsonBody(leverBody) },
      responses: { 200: json(standInShape, "The stand-in"), default: problemAnswer },
    }),
    async (c) =>
      c.json(await standIns.pull(c.req.valid("param").provider, c.req.valid("json")), 200),
  );
  return router;
}
