import { isIP } from "node:net";
import { z } from "zod";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import { createSecret } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import type { Outbound } from "../core/outbound.ts";
import { createAccessLinkStore } from "../store/access-links.ts";
import type { Database } from "../store/database.ts";
import { createMemberStore } from "../store/members.ts";
import { createPersonSessionStore } from "../store/people-sessions.ts";
import { createPeopleStore } from "../store/people.ts";
import { createRateCountStore } from "../store/rate-counts.ts";
import { createAccounts } from "./accounts.ts";
import { type Auth, createAuth, minPasswordLength } from "./auth.ts";
import { createSignInLimits } from "./limits.ts";
import { type OidcSettings, createOidc } from "./oidc.ts";
import type { Served } from "./served.ts";

export interface SignInOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Signs cookies. */
  readonly secret: string;
  /** Under which the server is reached, the public one first. */
  readonly origins: () => readonly string[];
  readonly oidc?: OidcSettings;
  readonly outbound: Outbound;
  /** Where the first account and those of a domain come in. */
  readonly workspaceId: string;
}

/** A person who is signed in, and the cookies that keep it so. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  readonly cookies: readonly string[];
}

const credentials = z.object({ email: z.string(), password: z.string() });
const problemShape = z.looseObject({ code: z.string().optional() });
const attemptShape = z.object({ nonce: z.string(), verifier: z.string(), next: z.string() });
const attemptLifeMs = 10 * 60_000;

/** Signing in to a server that several people use. */
export function createSignIn(options: SignInOptions) {
  const { db, clock, log, secret, origins, workspaceId } = options;
  const people = createPeopleStore(db, clock);
  const members = createMemberStore(db, clock);
  const links = createAccessLinkStore(db, clock);
  const sessions = createPersonSessionStore(db, clock);
  const limits = createSignInLimits({ store: createRateCountStore(db, clock), clock });
  const oidc =
    options.oidc &&
    createOidc({
      settings: options.oidc,
      redirectUri: () => `${origin()}/api/auth/oidc/callback`,
      outbound: options.outbound,
    });
  let made: Auth | undefined;

  function origin(): string {
    return origins()[0] ?? "http://localhost";
  }

  /** Made once it is known where the server is reached. */
  function auth(): Auth {
    made ??= createAuth({ db, secret, origins: [origin(), ...origins().slice(1)], log });
    return made;
  }

  const hash = async (password: string) => {
    if (password.length < minPasswordLength || password.length > 128) {
      throw new PatchbayError(
        "access/password",
        `A password has at least ${minPasswordLength} characters, and at most 128.`,
        { where: "password" },
      );
    }
    return (await auth().$context).password.hash(password);
  };
  const accounts = createAccounts({
    people,
    members,
    links,
    hash,
    domains: options.oidc?.domains ?? [],
    workspaceId,
  });

  async function session(headers: Headers): Promise<Session | undefined> {
    const found = await auth().api.getSession({ headers, returnHeaders: true });
    if (!found.response) return undefined;
    const { id, userId } = found.response.session;
    return { id, userId, cookies: found.headers.getSetCookie() };
  }

  async function isFresh(headers: Headers): Promise<boolean> {
    const found = await auth().api.getSession({ headers });
    const { freshAge } = (await auth().$context).sessionConfig;
    return found !== null && clock.now() - found.session.createdAt.getTime() < freshAge * 1000;
  }

  /** Cookies of a new session; the one that came with the request ends, whoever's it was. */
  async function open(userId: string, headers: Headers): Promise<readonly string[]> {
    const before = await session(headers);
    const opened = await auth().api.openSession({ body: { userId }, headers, returnHeaders: true });
    if (before) await sessions.end(before.userId, before.id);
    return opened.headers.getSetCookie();
  }

  return {
    people,
    members,
    links,
    sessions,
    accounts,
    limits,
    session,
    open,
    minPasswordLength,
    /** What the screen to sign in shows. */
    async view() {
      const { hostname } = new URL(origin());
      return {
        isFirst: await people.isEmpty(),
        // A passkey is of a name, never of an address (WebAuthn Level 3, 5.1.2).
        hasPasskeys: isIP(hostname.replace(/^\[|\]$/g, "")) === 0,
        ...(oidc ? { oidc: { name: oidc.settings.name } } : {}),
      };
    },
    /** The session that an answer begins. */
    async sessionOf(cookies: readonly string[]): Promise<Session | undefined> {
      const sent = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
      return session(new Headers({ cookie: sent }));
    },
    /** Whose account a password is tried of; undefined where there is none. */
    async tried(request: Request): Promise<string | undefined> {
      return (await people.findByEmail(await accountOf(request)))?.id;
    },
    /** Answers what of better-auth is served, below `/api/auth`. */
    async serve(
      { path, isQuiet, signsIn }: Served,
      request: Request,
      address: string | undefined,
    ): Promise<Response> {
      const account = path === "/sign-in/email" ? await accountOf(request) : undefined;
      if (signsIn) await limits.take(address, account);
      const before = signsIn ? await session(request.headers) : undefined;
      const answer = await auth().handler(request);
      if (!answer.ok) throw refusal(answer.status, await codeOf(answer));
      if (signsIn) await limits.forgive(address, account);
      // Whoever planted a session in this browser does not have the new one.
      if (before) await sessions.end(before.userId, before.id);
      if (!isQuiet) return answer;
      return withCookies(Response.json({}), answer.headers.getSetCookie());
    },
    /** Where the way to single sign-on begins; `next` is a path to come back to. */
    async beginOidc(next: string): Promise<{ url: string; cookie: string }> {
      if (!oidc) throw notSet();
      const state = createSecret();
      const { url, attempt } = await oidc.begin(state);
      const { internalAdapter } = await auth().$context;
      await internalAdapter.createVerificationValue({
        identifier: `oidc-${state}`,
        value: JSON.stringify({ ...attempt, next: pathOf(next) }),
        expiresAt: new Date(clock.now() + attemptLifeMs),
      });
      return { url, cookie: await stateCookie(state, attemptLifeMs / 1000) };
    },
    /** Who comes back from it, in the browser that went; each state is good once. */
    async completeOidc(request: Request, state: string | undefined) {
      if (!oidc) throw notSet();
      const back = new URL(request.url);
      if (state === undefined || back.searchParams.get("state") !== state) throw otherBrowser();
      const { internalAdapter } = await auth().$context;
      const kept = await internalAdapter.consumeVerificationValue(`oidc-${state}`);
      if (!kept) throw otherBrowser();
      const { next, ...attempt } = attemptShape.parse(JSON.parse(kept.value));
      const address = new URL(`${back.pathname}${back.search}`, origin());
      const identity = await oidc.complete(address, state, attempt);
      const { person, isHandedOver } = await accounts.arrive(identity);
      return { next, isHandedOver, cookies: await open(person.id, request.headers) };
    },
    oidcCookieName: async () => (await auth().$context).createAuthCookie("oidc").name,
    /**
     * Throws `access/wrong` where the present one is not right, and `access/again` where there is none
     * and the session is not fresh: whoever found it must not stay. All other sessions end.
     */
    async changePassword(userId: string, headers: Headers, current: string, next: string) {
      await limits.take(undefined, userId);
      const hashed = await hash(next);
      const context = await auth().$context;
      const ways = await context.internalAdapter.findAccounts(userId);
      const account = ways.find(({ providerId }) => providerId === "credential");
      if (account?.password) {
        const given = { hash: account.password, password: current };
        if (!(await context.password.verify(given))) throw refusal(401, "INVALID_PASSWORD");
      } else if (!(await isFresh(headers))) throw stale("set a password");
      await limits.forgive(undefined, userId);
      await people.setPassword(userId, hashed);
      return open(userId, headers);
    },
  };

  async function stateCookie(state: string, maxAge: number): Promise<string> {
    const { name, attributes } = (await auth().$context).createAuthCookie("oidc");
    const secure = attributes.secure ? "; Secure" : "";
    return `${name}=${state}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
  }
}

export type SignIn = ReturnType<typeof createSignIn>;

/** An answer that sets cookies besides its own. */
export function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

async function accountOf(request: Request): Promise<string> {
  const parsed = credentials.safeParse(
    await request
      .clone()
      .json()
      .catch(() => undefined),
  );
  if (parsed.success) return parsed.data.email.trim().toLowerCase();
  throw new PatchbayError("request/invalid", "Send an e-mail address and a password.");
}

async function codeOf(answer: Response): Promise<string | undefined> {
  return problemShape.safeParse(await answer.json().catch(() => undefined)).data?.code;
}

/** better-auth's refusals in our words; which half of a sign-in was wrong is not said. */
function refusal(status: number, code: string | undefined): PatchbayError {
  if (code === "SESSION_NOT_FRESH") return stale("add the passkey");
  if (status === 403) {
    return new PatchbayError(
      "request/foreign-origin",
      "Requests from pages of other sites are refused.",
    );
  }
  if (code === "INVALID_PASSWORD")
    return new PatchbayError("access/wrong", "The present password is not right.");
  if (code === "INVALID_EMAIL_OR_PASSWORD" || code === "INVALID_EMAIL") {
    return new PatchbayError(
      "access/wrong",
      "The e-mail address or the password is not right. If you forgot it, an owner of the workspace can give you a link for a new one.",
    );
  }
  return new PatchbayError(
    "access/wrong",
    "The passkey was not taken. Try again, or sign in another way.",
  );
}

function stale(then: string): PatchbayError {
  return new PatchbayError(
    "access/again",
    `You signed in more than a day ago. Sign in again, then ${then}.`,
  );
}

/** A path of this server, and nothing that a browser takes for another one. */
export function pathOf(next: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : "/";
}

function notSet(): PatchbayError {
  return new PatchbayError("request/not-found", "Single sign-on is not set up on this server.");
}

function otherBrowser(): PatchbayError {
  return new PatchbayError(
    "access/oidc-refused",
    "This sign-in began in another browser, or too long ago. Begin it again.",
  );
}
