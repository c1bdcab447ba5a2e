import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context, MiddlewareHandler } from "hono";

/** The built page: its files, and the page itself for every address that a person may open. */
export function servePage(root: string): MiddlewareHandler {
  // Made at the first request: the page may still be building when the server is put together.
  let handlers: { readonly file: MiddlewareHandler; readonly page: MiddlewareHandler } | undefined;
  return async (c, next) => {
    handlers ??= {
      file: serveStatic({ root, precompressed: true, onFound: keep }),
      page: serveStatic({ root, path: "index.html", precompressed: true, onFound: keep }),
    };
    const { file, page } = handlers;
    const found = await file(c, async () => {});
    if (found) return found;
    return c.req.header("accept")?.includes("text/html") ? page(c, next) : next();
  };
}

/** The README of this version, as text. */
export function serveReadme(file: string): MiddlewareHandler {
  return async (c) => c.text(await readFile(file, "utf8"));
}

/** A file of the build has its content in its name and never changes; all else is asked for anew. */
function keep(path: string, c: Context): void {
  const isBuilt = /[\\/]assets[\\/]/.test(path);
  c.header("cache-control", isBuilt ? "public, max-age=31536000, immutable" : "no-cache");
}

/** What the page at /docs shows the API with, from the package it comes in. */
export function serveSwagger(): MiddlewareHandler {
  const require = createRequire(import.meta.url);
  return serveStatic({
    root: dirname(require.resolve("swagger-ui-dist/package.json")),
    rewriteRequestPath: (path) => path.replace(/^\/docs/, ""),
  });
}
