import type { MiddlewareHandler } from "hono";
import { PatchbayError } from "../core/errors.ts";
import { type Signed, bearerOf, ownsServer, sameSecret } from "./guard.ts";

/** Figures are for whoever manages the server, and for what holds the token that reads nothing else. */
export function guardMetrics(
  token: string | undefined,
  isFirstWorkspace: boolean,
  signed: MiddlewareHandler<Signed>,
): MiddlewareHandler<Signed> {
  return async (c, next) => {
    const given = bearerOf(c.req.raw.headers);
    if (token !== undefined && given !== undefined && sameSecret(given, token)) return next();
    return signed(c, async () => {
      if (!ownsServer(c, isFirstWorkspace))
        throw new PatchbayError(
          "request/not-signed-in",
          "Metrics want METRICS_TOKEN or an API key that may manage the server's first app, as Authorization: Bearer …",
        );
      await next();
    });
  };
}
