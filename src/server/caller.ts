import { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { MembershipOf } from "../access/membership.ts";
import type { SignIn } from "../access/sign-in.ts";
import { type Right, type Role, roles } from "../contract/access.ts";
import type { ApiKeyStore } from "../store/api-keys.ts";
import type { SessionStore } from "../store/sessions.ts";
import { bearerOf, sameSecret } from "./guard.ts";

/**
 * How a request proved itself: a browser session by its hash or id, the key of the data folder, one
 * that was made on the page, by its id; the key of an embedded page, or the signature of a
 * function's secret.
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
  /** In the app's workspace; absent where they have no part in it, or nobody signs in. */
  readonly role?: Role;
  readonly rights: readonly Right[];
}

/** Undefined where nobody is signed in. Who has no part in the app has no rights. */
export type FindCaller = (c: Context) => Promise<Caller | undefined>;

/** The one person of a server without sign-in. */
export const localUserId = "user_local";

/**
 * Names of cookies: one for the server, whichever of its apps is used. Behind https a browser takes
 * them only from this very host, over https and for all paths
 * (https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3.2).
 */
export function sessionCookieOf(origins: readonly string[]): string {
  const { prefix, port } = cookieOf(origins);
  return `${prefix}${port || "session"}`;
}

/** By which the browser of a person is known who opened an address of theirs. */
export function personCookieOf(origins: readonly string[]): string {
  const { prefix, port } = cookieOf(origins);
  return `${prefix}person_${port}`;
}

function cookieOf(origins: readonly string[]) {
  const { protocol, port } = new URL(origins[0] ?? "http://localhost");
  return { prefix: `${protocol === "https:" ? "__Host-" : ""}patchbay_`, port };
}

interface KeyOptions {
  /** The one of the data folder, as it is now. */
  readonly apiKey: () => Promise<string>;
  /** What stands behind a key that was made on the page. */
  readonly findKey: ApiKeyStore["find"];
}

interface LocalCallersOptions extends KeyOptions {
  readonly sessions: SessionStore;
  readonly cookieName: () => string;
}

/** Whoever opened the printed address, or has a key, on a server that is one person's. */
export function findLocalCaller(options: LocalCallersOptions): FindCaller {
  const { sessions, cookieName } = options;
  return async (c) => {
    const key = bearerOf(c.req.raw.headers);
    if (key !== undefined) return keyCaller(key, options, async () => roles.owner);
    const cookie = getCookie(c, cookieName());
    const session = cookie === undefined ? undefined : await sessions.find(cookie);
    return session === undefined
      ? undefined
      : { principal: `session:${session}`, userId: localUserId, rights: roles.owner };
  };
}

interface SignedCallersOptions extends KeyOptions {
  readonly signIn: Pick<SignIn, "session">;
  readonly membershipOf: MembershipOf;
  readonly workspaceId: string;
}

/** Whoever signed in, with the rights of their role; or has a key, with what it and its maker may do. */
export function findSignedCaller(options: SignedCallersOptions): FindCaller {
  const { signIn, membershipOf, workspaceId } = options;
  return async (c) => {
    const key = bearerOf(c.req.raw.headers);
    if (key !== undefined) {
      return keyCaller(key, options, async (maker) => {
        // Of the time before people signed in: it was the operator who made it.
        if (maker === undefined) return roles.owner;
        const role = await membershipOf(maker, workspaceId);
        return role && roles[role];
      });
    }
    const session = await signIn.session(c.req.raw.headers);
    if (!session) return undefined;
    for (const cookie of session.cookies) c.header("set-cookie", cookie, { append: true });
    const role = await membershipOf(session.userId, workspaceId);
    return {
      principal: `session:${session.id}`,
      userId: session.userId,
      ...(role === undefined ? { rights: [] } : { role, rights: roles[role] }),
    };
  };
}

/** A key never allows more than whoever made it may do now, and nothing once they are gone. */
async function keyCaller(
  key: string,
  { apiKey, findKey }: KeyOptions,
  rightsOf: (maker: string | undefined) => Promise<readonly Right[] | undefined>,
): Promise<Caller | undefined> {
  if (sameSecret(key, await apiKey())) return { principal: "api-key", rights: roles.owner };
  const made = await findKey(key);
  const limit = made && (await rightsOf(made.userId));
  if (!made || !limit) return undefined;
  const { id, scopes } = made;
  return {
    principal: `api-key:${id}`,
    rights: scopes ? limit.filter((one) => scopes.includes(one)) : limit,
  };
}

interface KnownOptions {
  readonly apiKey: () => Promise<string>;
  /** The app of a key that was made on the page. */
  readonly appOfKey: (key: string) => Promise<string | undefined>;
  readonly signIn: Pick<SignIn, "session"> | undefined;
  readonly sessions: SessionStore;
  readonly cookieName: () => string;
}

/** Whether a request brings a key or a session of this server, whatever app it is for. */
export function isKnownHere(options: KnownOptions): (request: Request) => Promise<boolean> {
  const { apiKey, appOfKey, signIn, sessions, cookieName } = options;
  return async (request) => {
    const c = new Context(request);
    const key = bearerOf(c.req.raw.headers);
    if (key !== undefined)
      return sameSecret(key, await apiKey()) || (await appOfKey(key)) !== undefined;
    if (signIn) return (await signIn.session(request.headers)) !== undefined;
    const cookie = getCookie(c, cookieName());
    return cookie !== undefined && (await sessions.find(cookie)) !== undefined;
  };
}
