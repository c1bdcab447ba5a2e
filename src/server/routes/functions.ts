import { createRoute, z } from "@hono/zod-openapi";
import {
  functionListShape,
  functionShape,
  restoreBody,
  runBody,
  versionListShape,
} from "../../contract/function.ts";
import { runListShape, runShape } from "../../contract/run.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Functions } from "../../functions/functions.ts";
import type { Runs } from "../../runs/runs.ts";
import type { FunctionVersion } from "../../store/functions.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const name = z.object({ name: z.string() });
const maxRuns = 100;

export function functionRoutes({
  functions,
  runs,
}: {
  readonly functions: Functions;
  readonly runs: Runs;
}) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/functions",
      summary: "All functions",
      responses: { 200: json(functionListShape, "Functions") },
    }),
    async (c) => c.json({ functions: (await functions.list()).map(viewOf) }, 200),
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/functions/{name}",
      summary: "The current version of a function",
      request: { params: name },
      responses: { 200: json(functionShape, "Function"), default: problemAnswer },
    }),
    async (c) => {
      const found = await functions.current(await functions.resolve(c.req.valid("param").name));
      c.header("etag", `"${found.etag}"`);
      return c.json(viewOf(found), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/functions/{name}",
      summary: "Delete a function with its versions",
      request: { params: name },
      responses: { 204: { description: "Deleted" }, default: problemAnswer },
    }),
    async (c) => {
      await functions.remove(c.req.valid("param").name);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/functions/{name}/versions",
      summary: "All versions, newest first",
      request: { params: name },
      responses: { 200: json(versionListShape, "Versions"), default: problemAnswer },
    }),
    async (c) => {
      const versions = await functions.versions(await functions.resolve(c.req.valid("param").name));
      return c.json({ versions: versions.map(summaryOf) }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/functions/{name}/versions/{version}",
      summary: "One version",
      request: { params: name.extend({ version: z.coerce.number().int().positive() }) },
      responses: { 200: json(functionShape, "Function"), default: problemAnswer },
    }),
    async (c) => {
      const wanted = c.req.valid("param");
      const of = await functions.resolve(wanted.name);
      return c.json(viewOf(await functions.version(of, wanted.version)), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/restore",
      summary: "Make an older version the current one, as a new version",
      request: { params: name, body: jsonBody(restoreBody) },
      responses: { 200: json(functionShape, "Function"), default: problemAnswer },
    }),
    async (c) => {
      const of = await functions.resolve(c.req.valid("param").name);
      return c.json(viewOf(await functions.restore(of, c.req.valid("json").version)), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/run",
      summary: "Test run",
      request: { params: name, body: jsonBody(runBody) },
      responses: { 200: json(runShape, "Run"), default: problemAnswer },
    }),
    async (c) => {
      const { input } = c.req.valid("json");
      return c.json(
        await runs.test(c.req.valid("param").name, input, {
          trigger: "test",
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

function viewOf(version: FunctionVersion) {
  const { name: of, origin, flow, code, approvals, permissions } = version;
  return {
    ...summaryOf(version),
    name: of,
    origin,
    ...(flow ? { description: flow.description } : {}),
    flow: flow ?? null,
    code,
    operations: [...new Set(approvals.map(({ operation }) => operation))],
    permissions: permissions.map(({ connector, scopes }) => ({ connector, scopes: [...scopes] })),
  };
}

function summaryOf({ version, origin, prompt, createdAt, etag }: FunctionVersion) {
  return { version, origin, ...(prompt === undefined ? {} : { prompt }), createdAt, etag };
}
