import { createRoute, z } from "@hono/zod-openapi";
import {
  exportShape,
  exportTarget,
  importBody,
  importShape,
} from "../../contract/function-transfer.ts";
import { functionName } from "../../contract/function.ts";
import type { Exporter } from "../../functions/export/export.ts";
import type { Functions } from "../../functions/functions.ts";
import type { Importer } from "../../functions/import/import.ts";
import { viaOf } from "../guard.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

interface TransferDependencies {
  readonly functions: Functions;
  readonly exporter: Exporter;
  readonly importer: Importer;
}

const names = z
  .string()
  .transform((list) => list.split(","))
  .pipe(z.array(functionName).min(1).max(50));

/** Functions as files, out of Patchbay and into it. */
export function functionTransferRoutes({ functions, exporter, importer }: TransferDependencies) {
  const router = createRouter();
  const current = async (name: string) => functions.current(await functions.resolve(name));
  router.openapi(
    createRoute({
      method: "get",
      path: "/functions/{name}/export",
      summary: "A function as files that run elsewhere",
      request: {
        params: z.object({ name: z.string() }),
        query: z.object({ target: exportTarget }),
      },
      responses: { 200: json(exportShape, "Files"), default: problemAnswer },
    }),
    async (c) => {
      const { target } = c.req.valid("query");
      const files = await exporter.files([await current(c.req.valid("param").name)], target);
      return c.json({ target, files: [...files] }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/export",
      summary: "Several functions as files that run elsewhere, each in a folder of its own",
      request: { query: z.object({ target: exportTarget, names }) },
      responses: { 200: json(exportShape, "Files"), default: problemAnswer },
    }),
    async (c) => {
      const { target, names: wanted } = c.req.valid("query");
      const versions = await Promise.all([...new Set(wanted)].map(current));
      return c.json({ target, files: [...(await exporter.files(versions, target))] }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/import",
      summary:
        "Take functions in from files: of a Base44 project, of Patchbay's own folder, or one alone",
      request: { body: jsonBody(importBody) },
      responses: { 200: json(importShape, "What became of each function"), default: problemAnswer },
    }),
    async (c) => c.json(await importer.import(c.req.valid("json"), viaOf(c)), 200),
  );
  return router;
}
