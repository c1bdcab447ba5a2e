import { timingSafeEqual } from "node:crypto";
import { Context, type MiddlewareHandler } from "hono";
import type { MadeBy } from "../contract/function.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Caller, FindCaller } from "./caller.ts";
import type { Noted } from "./record-acts.ts";

/** What comes with a request, beside it. */
export interface Bindings {
  /** What the front door refuses takes the way of every other request, and is refused then. */
  readonly refused?: Error;
  /** Where the connection comes from. */
  readonly address?: string | undefined;
  /** Ends it in the middle of an answer, so that the client knows that there is more. */
  readonly cut?: (() => void) | undefined;
}

export interface Signed {
  readonly Bindings: Bindings;
  readonly Variables: {
    caller: Caller;
    /** Whether they are so still, later on, with the same rights. */
    isStillThere: () => Promise<boolean>;
    /** What a route adds to the audit log. */
    noted?: readonly Noted[];
  };
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
    // A link of another site brings the cookie along (SameSite=Lax), and a call of a function may do anything.
    const changes = !/^(?:GET|HEAD)$/.test(c.req.method) || c.req.path.startsWith("/functions/");
    // Another port of this machine is the same site, and not the same origin.
    const isElsewhere = site === "cross-site" || (site === "same-site" && origin === undefined);
    if ((origin !== undefined && !allowed.includes(origin)) || (changes && isElsewhere)) {
      throw new PatchbayError(
        "request/foreign-origin",
        "Requests from pages of other sites are refused.",
      );
    }
    await next();
  };
}

/** Lets through whom `find` knows, and says who it is. */
export function guardSigned(
  find: FindCaller,
  { needsSignIn }: { readonly needsSignIn: boolean },
): MiddlewareHandler<Signed> {
  return async (c, next) => {
    const caller = await find(c);
    if (!caller) throw notSignedIn(needsSignIn);
    c.set("caller", caller);
    const { raw } = c.req;
    c.set("isStillThere", async () => {
      const now = await find(new Context(raw));
      return now?.userId === caller.userId && now?.rights.join() === caller.rights.join();
    });
    await next();
  };
}

export function notSignedIn(needsSignIn: boolean): PatchbayError {
  const way = needsSignIn ? "Sign in" : "Open the address that `patchbay start` printed";
  return new PatchbayError(
    "request/not-signed-in",
    `${way}, or send an API key as Authorization: Bearer …`,
    { extra: { needsSignIn } },
  );
}

/** The key that a request brings (RFC 6750 2.1). */
export function bearerOf(headers: Headers): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
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

/** Who belongs to the workspace is not for a program: a key that leaked lets nobody in. Throws `access/person-needed`. */
export function requirePerson(c: Context<Signed>): void {
  if (!c.get("caller").principal.startsWith("api-key:")) return;
  throw new PatchbayError(
    "access/person-needed",
    "A key that was made on the page changes no members and invites nobody. Do it in the browser, or with the key of the data folder.",
  );
}

/**
 * What the whole server has, its keys and figures, is not for whoever owns a workspace on it: only for
 * owners of the first workspace, in its apps, and for who holds the key of the data folder.
 */
export function ownsServer(c: Context<Signed>, isFirstWorkspace: boolean): boolean {
  const { principal, rights } = c.get("caller");
  return rights.includes("manage") && (isFirstWorkspace || principal === "api-key");
}

/** A key that was made for a program makes no others: with it gone, nothing of it is left. Throws `settings/key-needed`. */
export function requireKeyManager(c: Context<Signed>): void {
  if (!c.get("caller").principal.startsWith("api-key:")) return;
  throw new PatchbayError(
    "settings/key-needed",
    "A key that was made on the page cannot list, make, replace or delete keys. Do it in the browser, or with the key of the data folder.",
  );
}
