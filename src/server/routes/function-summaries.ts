import { createRoute } from "@hono/zod-openapi";
import { functionSummaryListShape, functionSummaryQuery } from "../../contract/function-summary.ts";
import type { FunctionList } from "../function-list.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

/** Functions without their code, a page at a time. */
export function functionSummaryRoutes(list: FunctionList) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/function-summaries",
      summary: "What functions do, what starts them and how they fare, a page at a time",
      request: { query: functionSummaryQuery },
      responses: { 200: json(functionSummaryListShape, "Functions"), default: problemAnswer },
    }),
    async (c) => c.json(await list(c.req.valid("query")), 200),
  );
  return router;
}
