import { createRoute } from "@hono/zod-openapi";
import { type PlanView, planBody, planShape } from "../../contract/plan.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

export type Plan = (request: {
  readonly prompt: string;
  readonly functionName?: string | undefined;
}) => Promise<PlanView>;

export function planRoutes(plan: Plan) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "post",
      path: "/plan",
      summary: "What a prompt would build; changes nothing",
      request: { body: jsonBody(planBody) },
      responses: { 200: json(planShape, "Plan"), default: problemAnswer },
    }),
    async (c) => c.json(await plan(c.req.valid("json")), 200),
  );
  return router;
}
