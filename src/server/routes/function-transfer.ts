import { createRoute, z } from "@hono/zod-openapi";
import { exportShape, exportTarget } from "../../contract/function-transfer.ts";
import { functionName } from "../../contract/function.ts";
import type { Exporter } from "../../functions/export/export.ts";
import type { Functions } from "../../functions/functions.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

interface TransferDependencies {
  readonly functions: Functions;
  readonly exporter: Exporter;
}

const names = z
  .string()
  .transform((list) => list.split(","))
  .pipe(z.array(functionName).min(1).max(50));

/** Functions as files, out of Patchbay and into it. */
export function functionTransferRoutes({ functions, exporter }: TransferDependencies) {
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
  return router;
}
