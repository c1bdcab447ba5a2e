import { createRoute, z } from "@hono/zod-openapi";
import type { Archive } from "../../archive/archive.ts";
import { archiveImportBody, archiveLookShape } from "../../contract/archive.ts";
import { PatchbayError } from "../../core/errors.ts";
import { viaOf } from "../guard.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const params = z.object({ id: z.string() });

/** Everything as one file, and such a file taken in after a look at it. */
export function archiveRoutes(archive: Archive) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/archive",
      summary: "Everything but secrets, tokens and keys, as one gzip of JSON lines",
      responses: {
        200: {
          description: "The archive",
          content: { "application/gzip": { schema: z.string() } },
        },
      },
    }),
    (c) => {
      const day = new Date().toISOString().slice(0, 10);
      return c.body(archive.write(), 200, {
        "content-type": "application/gzip",
        "content-disposition": `attachment; filename="patchbay-${day}.jsonl.gz"`,
        "cache-control": "no-store",
      });
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/archive/imports",
      summary: "Look at an archive: what is new, the same, or in conflict; changes nothing",
      request: { body: { required: true, content: { "application/gzip": {} } } },
      responses: { 200: json(archiveLookShape, "How it stands"), default: problemAnswer },
    }),
    async (c) => {
      const { body } = c.req.raw;
      if (!body || !/^application\/(?:x-)?gzip\b/i.test(c.req.header("content-type") ?? ""))
        throw new PatchbayError(
          "request/unsupported-type",
          "Send the archive itself, as application/gzip.",
        );
      return c.json(await archive.look(body), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/archive/imports/{id}",
      summary: "Take in what was chosen; one line of JSON for each thing as it is done",
      request: { params, body: jsonBody(archiveImportBody) },
      responses: {
        200: {
          description: "Lines of progress",
          content: { "application/octet-stream": { schema: z.string() } },
        },
      },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      await archive.find(id);
      const stop = new AbortController();
      const { take } = c.req.valid("json");
      const taken = archive.take(id, { take, via: viaOf(c), signal: stop.signal });
      const lines = ReadableStream.from(
        (async function* () {
          try {
            for await (const one of taken) yield `${JSON.stringify(one)}\n`;
          } finally {
            // Whoever reads no further wants no more of it.
            stop.abort();
          }
        })(),
      );
      return new Response(lines.pipeThrough(new TextEncoderStream()), {
        headers: { "content-type": "application/octet-stream", "cache-control": "no-store" },
      });
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/archive/imports/{id}",
      summary: "Forget an upload",
      request: { params },
      responses: { 204: { description: "Forgotten" } },
    }),
    async (c) => {
      await archive.drop(c.req.valid("param").id);
      return c.body(null, 204);
    },
  );
  return router;
}
