import type { Context, MiddlewareHandler } from "hono";
import type { Pages } from "../pages/pages.ts";
import { type Signed, bearerOf } from "./guard.ts";

/** All that the key of an embedded page is good for, on its own page. */
const opened: readonly { readonly method: string; readonly path: RegExp }[] = [
  { method: "GET", path: /^\/api\/pages\/([a-z0-9-]{1,60})\/view$/ },
  { method: "POST", path: /^\/api\/pages\/([a-z0-9-]{1,60})\/blocks\/[\w$]{1,60}\/(?:data|act)$/ },
];

/**
 * Lets through who looks at an embedded page with its key; anybody else is left to the guard that
 * follows, which takes the key for a wrong one.
 */
export function guardEmbedded(
  pages: Pick<Pages, "opens">,
  signed: MiddlewareHandler<Signed>,
): MiddlewareHandler<Signed> {
  return async (c, next) => {
    const slug = await openedBy(c, pages);
    if (slug === undefined) return signed(c, next);
    c.set("caller", { principal: `embed:${slug}`, rights: ["use"] });
    return next();
  };
}

async function openedBy(c: Context, pages: Pick<Pages, "opens">): Promise<string | undefined> {
  const key = bearerOf(c.req.raw.headers);
  if (key === undefined) return undefined;
  const route = opened.find(({ method, path }) => method === c.req.method && path.test(c.req.path));
  const slug = route?.path.exec(c.req.path)?.[1];
  return slug !== undefined && (await pages.opens(slug, key)) ? slug : undefined;
}

/** Who may frame it stands in the page's own policy; the older way to say the same knows one origin only. */
export const framedByPolicy: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.delete("x-frame-options");
};

/**
 * The page at `/pages/:slug` may be framed by the sites that it is embedded in, and nothing else
 * may be framed by anybody.
 */
export function framedBy(pages: Pick<Pages, "embedOrigins">): MiddlewareHandler {
  return async (c, next) => {
    // Afterwards it would be asked of the handler that answered.
    const slug = c.req.param("slug") ?? "";
    await next();
    // A browser that kept it would keep who may frame it.
    c.res.headers.set("cache-control", "no-cache");
    const origins = await pages.embedOrigins(slug);
    const policy = c.res.headers.get("content-security-policy");
    if (origins.length === 0 || !policy) return;
    const ancestors = `frame-ancestors ${origins.join(" ")}`;
    c.res.headers.set(
      "content-security-policy",
      policy.replace("frame-ancestors 'none'", ancestors),
    );
    // The older way to say the same knows one origin only.
    c.res.headers.delete("x-frame-options");
  };
}
