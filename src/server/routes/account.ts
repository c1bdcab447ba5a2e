import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { SignIn } from "../../access/sign-in.ts";
import type { WorkspaceMembers } from "../../access/workspace-members.ts";
import { accountBody, accountShape, meShape, passwordBody } from "../../contract/members.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Signed } from "../guard.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";
import { inUse } from "./sign-in.ts";

interface AccountDependencies {
  readonly signIn: SignIn | undefined;
  readonly members: WorkspaceMembers | undefined;
}

const params = z.object({ id: z.string() });
const changed = { 204: { description: "Done" }, default: problemAnswer } as const;

/** Who I am, and what I sign in with. */
export function accountRoutes({ signIn: found, members }: AccountDependencies) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/me",
      summary: "Who asks, and what they may do",
      responses: { 200: json(meShape, "Who asks"), default: problemAnswer },
    }),
    async (c) => {
      const { userId, role, rights } = c.get("caller");
      const person = userId && found ? await found.people.find(userId) : undefined;
      return c.json(
        {
          needsSignIn: found !== undefined,
          rights: [...rights],
          ...(role ? { role } : {}),
          ...(person ? { person } : {}),
        },
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/account",
      summary: "One's own name, sessions and passkeys",
      responses: { 200: json(accountShape, "Account"), default: problemAnswer },
    }),
    async (c) => {
      const { signIn, userId, sessionId } = personOf(c);
      const [person, view] = await Promise.all([signIn.people.find(userId), signIn.view()]);
      const sessions = await signIn.sessions.list(userId);
      return c.json(
        {
          name: person?.name ?? "",
          email: person?.email ?? "",
          hasPassword: await signIn.people.hasPassword(userId),
          minPasswordLength: signIn.minPasswordLength,
          hasPasskeys: view.hasPasskeys,
          passkeys: [...(await signIn.sessions.passkeys(userId))],
          sessions: sessions.map((one) => ({ ...one, isCurrent: one.id === sessionId })),
        },
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "patch",
      path: "/account",
      summary: "Change one's name",
      request: { body: jsonBody(accountBody) },
      responses: changed,
    }),
    async (c) => {
      const { signIn, userId } = personOf(c);
      await signIn.people.rename(userId, c.req.valid("json").name);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/account/password",
      summary: "Change one's password; all other sessions end",
      request: { body: jsonBody(passwordBody) },
      responses: changed,
    }),
    async (c) => {
      const { signIn, userId } = personOf(c);
      const { current = "", next } = c.req.valid("json");
      const cookies = await signIn.changePassword(userId, c.req.raw.headers, current, next);
      for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/account/sessions",
      summary: "Sign out everywhere but here",
      responses: changed,
    }),
    async (c) => {
      const { signIn, userId, sessionId } = personOf(c);
      await signIn.sessions.endAll(userId, sessionId);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/account/sessions/{id}",
      summary: "End one of one's sessions",
      request: { params },
      responses: changed,
    }),
    async (c) => {
      const { signIn, userId } = personOf(c);
      const { id } = c.req.valid("param");
      if (!(await signIn.sessions.end(userId, id))) throw notFound("session", id);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/account/passkeys/{id}",
      summary: "Remove one of one's passkeys",
      request: { params },
      responses: changed,
    }),
    async (c) => {
      const { signIn, userId } = personOf(c);
      const { id } = c.req.valid("param");
      if (!(await signIn.sessions.removePasskey(userId, id))) throw notFound("passkey", id);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/account/leave",
      summary: "Leave the workspace; the last owner cannot",
      responses: changed,
    }),
    async (c) => {
      await inUse(members).leave(personOf(c).userId);
      return c.body(null, 204);
    },
  );

  /** The person in a browser; a key has no account. */
  function personOf(c: Context<Signed>) {
    const signIn = inUse(found);
    const { userId, principal } = c.get("caller");
    if (userId === undefined || !principal.startsWith("session:")) {
      throw new PatchbayError(
        "access/person-needed",
        "A key has no account. Sign in in a browser.",
      );
    }
    return { signIn, userId, sessionId: principal.slice("session:".length) };
  }

  return router;
}

function notFound(what: string, id: string): PatchbayError {
  return new PatchbayError("access/not-found", `You have no ${what} "${id}".`);
}
