import { createRoute, z } from "@hono/zod-openapi";
import { runBody } from "../../contract/function.ts";
import { runListShape, runShape } from "../../contract/run.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Functions } from "../../functions/functions.ts";
import type { Runs } from "../../runs/runs.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const maxRuns = 100;

export function runRoutes({
  functions,
  runs,
}: {
  readonly functions: Functions;
  readonly runs: Runs;
}) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/run",
      summary: "Test run",
      request: { params: z.object({ name: z.string() }), body: jsonBody(runBody) },
      responses: { 200: json(runShape, "Run"), default: problemAnswer },
    }),
    async (c) => {
      const { input, dryRun } = c.req.valid("json");
      return c.json(
        await runs.test(c.req.valid("param").name, input, {
          trigger: "test",
          dryRun,
          signal: c.req.raw.signal,
        }),
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/runs",
      summary: "Runs, newest first",
      request: {
        query: z.object({
          function: z.string().optional(),
          limit: z.coerce.number().int().min(1).max(maxRuns).default(20),
        }),
      },
      responses: { 200: json(runListShape, "Runs"), default: problemAnswer },
    }),
    async (c) => {
      const { function: of, limit } = c.req.valid("query");
      const wanted = of === undefined ? {} : { function: await functions.resolve(of) };
      return c.json({ runs: [...(await runs.list({ ...wanted, limit }))] }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/runs/{id}",
      summary: "A run with its logs and outbound calls",
      request: { params: z.object({ id: z.string() }) },
      responses: { 200: json(runShape, "Run"), default: problemAnswer },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const run = await runs.find(id);
      if (!run)
        throw new PatchbayError(
          "run/not-found",
          `There is no run "${id}"; GET /api/runs lists the latest.`,
        );
      return c.json(run, 200);
    },
  );
  return router;
}
