import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { type Right, roles } from "../contract/access.ts";
import type { SessionStore } from "../store/sessions.ts";
import { sameSecret } from "./guard.ts";

/**
 * How a request proved itself: a browser session by its hash, the key of the data folder, one that
 * was made on the page, by its id; the key of an embedded page, or the
 * signature of a function's secret.
 */
export type Principal =
  | `session:${string}`
  | "api-key"
  | `api-key:${string}`
  | `embed:${string}`
  | `signed:${string}`;

/** Who sends a request, and what they may do in this app. */
export interface Caller {
  readonly principal: Principal;
  /** The person; absent where a program, or whoever looks at an embedded page, calls. */
  readonly userId?: string;
  readonly rights: readonly Right[];
}

/** Undefined where nobody is signed in, or has no part in the app. */
export type FindCaller = (c: Context) => Promise<Caller | undefined>;

/** The one person of a server without sign-in. */
export const localUserId = "user_local";

interface LocalCallersOptions {
  readonly sessions: SessionStore;
  /** The one of the data folder, as it is now. */
  readonly apiKey: () => string;
  /** The id of a key that was made on the page. */
  readonly findKey: (key: string) => Promise<string | undefined>;
  readonly cookieName: () => string;
}

/** Whoever opened the printed address, or has a key, on a server that is one person's. */
export function findLocalCaller(options: LocalCallersOptions): FindCaller {
  const { sessions, apiKey, findKey, cookieName } = options;
  return async (c) => {
    const key = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (key !== undefined) {
      if (sameSecret(key, apiKey())) return { principal: "api-key", rights: roles.owner };
      const made = await findKey(key);
      return made === undefined ? undefined : { principal: `api-key:${made}`, rights: roles.owner };
    }
    const cookie = getCookie(c, cookieName());
    const session = cookie === undefined ? undefined : await sessions.find(cookie);
    return session === undefined
      ? undefined
      : { principal: `session:${session}`, userId: localUserId, rights: roles.owner };
  };
}
