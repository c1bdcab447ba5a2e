import { timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import type { MadeBy } from "../contract/function.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Caller, FindCaller } from "./caller.ts";

export interface Signed {
  readonly Variables: { caller: Caller };
}

interface GuardOptions {
  /** Origins under which the server is reached: `http://127.0.0.1:4321`. */
  readonly origins: () => readonly string[];
}

/**
 * Refuses what comes under a foreign host name (DNS rebinding) or from another site (cross-site
 * request forgery). Health checks go through the same door.
 */
export function guardOrigin({ origins }: GuardOptions): MiddlewareHandler {
  return async (c, next) => {
    const allowed = origins();
    const host = c.req.header("host");
    if (!host || !allowed.some((origin) => new URL(origin).host === host.toLowerCase())) {
      const names = allowed.map((origin) => new URL(origin).host).join(", ");
      throw new PatchbayError(
        "request/foreign-host",
        `This server answers only as ${names}. For another name set PUBLIC_URL.`,
      );
    }
    const origin = c.req.header("origin");
    const site = c.req.header("sec-fetch-site");
    const changes = c.req.method !== "GET" && c.req.method !== "HEAD";
    if ((origin !== undefined && !allowed.includes(origin)) || (changes && site === "cross-site")) {
      throw new PatchbayError(
        "request/foreign-origin",
        "Requests from pages of other sites are refused.",
      );
    }
    await next();
  };
}

/** Lets through whom `find` knows, and says who it is. */
export function guardSigned(find: FindCaller): MiddlewareHandler<Signed> {
  return async (c, next) => {
    const caller = await find(c);
    if (!caller) throw notSignedIn();
    c.set("caller", caller);
    await next();
  };
}

export function notSignedIn(): PatchbayError {
  return new PatchbayError(
    "request/not-signed-in",
    "Open the address that `patchbay start` printed, or send an API key as Authorization: Bearer …",
  );
}

/** Compares in constant time. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A session is a person in the browser. */
export function viaOf(c: Context<Signed>): MadeBy["via"] {
  return c.get("caller").principal.startsWith("session:") ? "page" : "api";
}

/** A key that was made for a program makes no others: with it gone, nothing of it is left. Throws `settings/key-needed`. */
export function requireKeyManager(c: Context<Signed>): void {
  if (!c.get("caller").principal.startsWith("api-key:")) return;
  throw new PatchbayError(
    "settings/key-needed",
    "A key that was made on the page cannot list, make, replace or delete keys. Do it in the browser, or with the key of the data folder.",
  );
}
