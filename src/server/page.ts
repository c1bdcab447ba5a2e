import { serveStatic } from "@hono/node-server/serve-static";
import type { MiddlewareHandler } from "hono";

/** The built page: its files, and the page itself for every address that a person may open. */
export function servePage(root: string): MiddlewareHandler {
  // Made at the first request: the page may still be building when the server is put together.
  let handlers: { readonly file: MiddlewareHandler; readonly page: MiddlewareHandler } | undefined;
  return async (c, next) => {
    handlers ??= { file: serveStatic({ root }), page: serveStatic({ root, path: "index.html" }) };
    const { file, page } = handlers;
    const found = await file(c, async () => {});
    if (found) return found;
    return c.req.header("accept")?.includes("text/html") ? page(c, next) : next();
  };
}
