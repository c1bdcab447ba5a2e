import type { MiddlewareHandler } from "hono";
import type { SignedCalls } from "../automations/signed-calls.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Signed } from "./guard.ts";

/**
 * Lets through a call of a function that is signed with its secret; anybody else is left to the guard
 * that follows. A signature is over the body alone, so the call is a POST without a query.
 */
export function guardSignedCalls(
  calls: Pick<SignedCalls, "accept">,
  limited: MiddlewareHandler<Signed>,
  signed: MiddlewareHandler<Signed>,
): MiddlewareHandler<Signed> {
  return async (c, next) => {
    const { headers, url } = c.req.raw;
    if (!headers.has("webhook-signature") || headers.has("authorization")) return signed(c, next);
    const name = c.req.path.split("/")[2] ?? "";
    if (c.req.method !== "POST" || new URL(url).search !== "")
      throw new PatchbayError(
        "request/bad-signature",
        "A signed call is a POST whose input is its body: nothing else is signed.",
      );
    return limited(c, async () => {
      const body = new Uint8Array(await c.req.raw.arrayBuffer());
      const call = await calls.accept(decode(name), { headers, body });
      c.req.raw = new Request(url, { method: "POST", headers, body, signal: c.req.raw.signal });
      c.set("caller", { principal: `signed:${call.functionId}`, rights: ["use"] });
      await next();
      // It came to nothing, and its sender will send it once more.
      if (c.res.status >= 500) await call.release();
    });
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
