import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { served } from "../../access/served.ts";
import type { Session, SignIn } from "../../access/sign-in.ts";
import {
  acceptBody,
  firstAccountBody,
  invitationViewShape,
  linkBody,
  newPasswordBody,
  signInShape,
} from "../../contract/members.ts";
import { PatchbayError } from "../../core/errors.ts";
import { type TrustedProxies, lineOf } from "../address.ts";
import { type Signed, sameSecret } from "../guard.ts";
import { note } from "../record-acts.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

interface SignInDependencies {
  readonly signIn: SignIn | undefined;
  /** Part of the address printed at start: whoever has it may make the first account. */
  readonly openCode: string;
  readonly trustedProxies: TrustedProxies;
}

const done = { 204: { description: "Signed in" }, default: problemAnswer } as const;
const onItsWay = { 302: { description: "Where to go" }, default: problemAnswer } as const;
/** What people reach before they are signed in. */
export function signInRoutes({ signIn: found, openCode, trustedProxies }: SignInDependencies) {
  const router = createRouter();
  const addressFor = (c: Context) => lineOf(c, trustedProxies);

  /** Counts a try against its address, unless they knew what it takes: an office comes at nine. */
  async function tried<Value>(
    c: Context<Signed>,
    signIn: SignIn,
    work: () => Promise<Value>,
  ): Promise<Value> {
    await signIn.limits.take(addressFor(c));
    const known = await work();
    await signIn.limits.forgive(addressFor(c));
    return known;
  }

  /** Sets the cookies of a session that begins, and says whose it is. */
  async function enter(c: Context<Signed>, signIn: SignIn, cookies: readonly string[]) {
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    await noteSession(c, signIn, cookies);
    return c.body(null, 204);
  }

  router.openapi(
    createRoute({
      method: "get",
      path: "/sign-in",
      summary: "Whether people sign in to this server, and how",
      responses: { 200: json(signInShape, "Ways to sign in") },
    }),
    async (c) => {
      const view = found
        ? { needed: true, minPasswordLength: found.minPasswordLength, ...(await found.view()) }
        : { needed: false, isFirst: false, hasPasskeys: false, minPasswordLength: 0 };
      return c.json(view, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/sign-in/first",
      summary: "Make the first account, with the code of the address that was printed at start",
      request: { body: jsonBody(firstAccountBody) },
      responses: done,
    }),
    async (c) => {
      const signIn = inUse(found);
      const { code, ...account } = c.req.valid("json");
      const person = await tried(c, signIn, async () => {
        if (sameSecret(code, openCode)) return signIn.accounts.first(account);
        throw new PatchbayError(
          "access/link",
          "This address is from an earlier start. Open the one that the running server printed.",
        );
      });
      return enter(c, signIn, await signIn.open(person.id, c.req.raw.headers));
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/sign-in/invitation",
      summary: "What an invitation is for",
      request: { body: jsonBody(linkBody) },
      responses: { 200: json(invitationViewShape, "Invitation"), default: problemAnswer },
    }),
    async (c) => {
      const signIn = inUse(found);
      const { code } = c.req.valid("json");
      const {
        email,
        role = "viewer",
        workspaceId,
      } = await tried(c, signIn, () => signIn.accounts.linkOf("invitation", code));
      const session = await signIn.session(c.req.raw.headers);
      const person = session && (await signIn.people.find(session.userId));
      const hasAccount = (await signIn.people.findByEmail(email)) !== undefined;
      const workspace = await signIn.members.nameOfWorkspace(workspaceId);
      return c.json(
        { workspace, email, role, hasAccount, ...(person ? { signedInAs: person.email } : {}) },
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/sign-in/invitation/accept",
      summary: "Take up an invitation: with a new account, or with the one that is signed in",
      request: { body: jsonBody(acceptBody) },
      responses: done,
    }),
    async (c) => {
      const signIn = inUse(found);
      const { code, account } = c.req.valid("json");
      if (account) {
        const person = await tried(c, signIn, () => signIn.accounts.accept(code, account));
        return enter(c, signIn, await signIn.open(person.id, c.req.raw.headers));
      }
      const session = await signIn.session(c.req.raw.headers);
      const person = session && (await signIn.people.find(session.userId));
      if (!person) {
        throw new PatchbayError("request/not-signed-in", "Sign in, then open the link again.");
      }
      noteCaller(c, session);
      await tried(c, signIn, () => signIn.accounts.join(code, person));
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/sign-in/password",
      summary: "Set a new password with the code of a link; all sessions end",
      request: { body: jsonBody(newPasswordBody) },
      responses: done,
    }),
    async (c) => {
      const signIn = inUse(found);
      const { code, password } = c.req.valid("json");
      const person = await tried(c, signIn, () => signIn.accounts.setPassword(code, password));
      return enter(c, signIn, await signIn.open(person.id, c.req.raw.headers));
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/auth/oidc/start",
      summary: "Go to single sign-on, and come back to a path of this server",
      request: { query: z.object({ next: z.string().optional() }) },
      responses: onItsWay,
    }),
    async (c) => {
      const signIn = inUse(found);
      try {
        await signIn.limits.take(addressFor(c));
        const { url, cookie } = await signIn.beginOidc(c.req.valid("query").next ?? "/");
        c.header("set-cookie", cookie);
        return c.redirect(url);
      } catch (error) {
        return c.redirect(problemAddress(error));
      }
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/auth/oidc/callback",
      summary: "Where single sign-on returns to",
      responses: onItsWay,
    }),
    async (c) => {
      const signIn = inUse(found);
      const state = getCookie(c, await signIn.oidcCookieName());
      try {
        const { next, isHandedOver, cookies } = await signIn.completeOidc(c.req.raw, state);
        await signIn.limits.forgive(addressFor(c));
        for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
        await noteSession(c, signIn, cookies);
        if (isHandedOver) note(c, { act: "account.changed", detail: { to: "single sign-on" } });
        return c.redirect(next);
      } catch (error) {
        const address = problemAddress(error);
        note(c, { outcome: "refused", detail: { problem: address.split("=")[1] } });
        return c.redirect(address);
      }
    },
  );
  for (const one of served) {
    router.on(one.method, `/auth${one.path}`, async (c) => {
      const signIn = inUse(found);
      const request = c.req.raw;
      if (one.path === "/sign-in/email") note(c, { subject: await signIn.tried(request) });
      if (!one.signsIn) noteCaller(c, await signIn.session(request.headers));
      const answer = await signIn.serve(one, request, addressFor(c));
      if (one.signsIn) await noteSession(c, signIn, answer.headers.getSetCookie());
      return answer;
    });
  }
  return router;
}

/** What uses it is refused on a server where nobody signs in. */
export function inUse<Value>(found: Value | undefined): Value {
  if (found !== undefined) return found;
  throw new PatchbayError(
    "access/not-in-use",
    "This server is one person's: nobody signs in. Set PUBLIC_URL, or HOST to an address that others reach, to have members.",
  );
}

async function noteSession(
  c: Context<Signed>,
  signIn: SignIn,
  cookies: readonly string[],
): Promise<void> {
  noteCaller(c, await signIn.sessionOf(cookies));
}

/** Who it is, for the audit log: nobody was signed in when the request came. */
function noteCaller(c: Context<Signed>, session: Session | undefined): void {
  if (!session) return;
  note(c, { caller: { principal: `session:${session.id}`, userId: session.userId } });
}

/** The browser came by itself: the page says in words what the code means. */
function problemAddress(error: unknown): string {
  if (!(error instanceof PatchbayError)) throw error;
  return `/sign-in?problem=${encodeURIComponent(error.code)}`;
}
