import { createRoute, z } from "@hono/zod-openapi";
import type { Audit } from "../../audit/audit.ts";
import { auditListShape, auditQuery, auditVerifiedShape } from "../../contract/audit.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

const verifyQuery = z.object({
  head: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** The audit log: looked at, taken away, and checked. Nothing changes it. */
export function auditRoutes(audit: Audit) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/audit",
      summary: "What was done that matters, newest first",
      request: { query: auditQuery },
      responses: { 200: json(auditListShape, "Entries"), default: problemAnswer },
    }),
    async (c) => {
      const { entries, next } = await audit.list(c.req.valid("query"));
      return c.json({ entries: [...entries], ...(next === undefined ? {} : { next }) }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/audit/export",
      summary: "The whole audit log as JSON lines, oldest first",
      responses: {
        200: {
          description: "A line for each entry",
          content: { "application/octet-stream": { schema: z.string() } },
        },
      },
    }),
    () => {
      const lines = ReadableStream.from(
        (async function* () {
          for await (const entry of audit.all()) yield `${JSON.stringify(entry)}\n`;
        })(),
      );
      return new Response(lines.pipeThrough(new TextEncoderStream()), {
        headers: {
          "content-type": "application/octet-stream",
          "content-disposition": 'attachment; filename="patchbay-audit.jsonl"',
          "cache-control": "no-store",
        },
      });
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/audit/verify",
      summary: "Whether an entry was removed or changed",
      description:
        "`head` is a hash that was noted earlier: it shows that nothing was cut off since.",
      request: { query: verifyQuery },
      responses: { 200: json(auditVerifiedShape, "What was found"), default: problemAnswer },
    }),
    async (c) => c.json(await audit.verify(c.req.valid("query").head), 200),
  );
  return router;
}
