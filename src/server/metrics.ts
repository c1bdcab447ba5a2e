import type { MiddlewareHandler } from "hono";
import { type Signed, bearerOf, sameSecret } from "./guard.ts";

/** Figures are for what holds the token that reads nothing else, and for whom the table of rights lets through. */
export function guardMetrics(
  token: string | undefined,
  signed: MiddlewareHandler<Signed>,
): MiddlewareHandler<Signed> {
  return async (c, next) => {
    const given = bearerOf(c.req.raw.headers);
    const isToken = token !== undefined && given !== undefined && sameSecret(given, token);
    return isToken ? next() : signed(c, next);
  };
}
