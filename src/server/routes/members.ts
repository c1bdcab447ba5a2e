import { createRoute, z } from "@hono/zod-openapi";
import type { WorkspaceMembers } from "../../access/workspace-members.ts";
import {
  invitationBody,
  invitationListShape,
  memberBody,
  memberListShape,
  memberShape,
  newInvitationShape,
  passwordLinkShape,
} from "../../contract/members.ts";
import type { AccessLink } from "../../store/access-links.ts";
import type { StoredMember } from "../../store/members.ts";
import { requirePerson } from "../guard.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";
import { inUse } from "./sign-in.ts";

const params = z.object({ id: z.string() });
const gone = { 204: { description: "Gone" }, default: problemAnswer } as const;

/** Who belongs to the workspace, and who is invited to it. */
export function memberRoutes(found: WorkspaceMembers | undefined) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/members",
      summary: "Members of the workspace, the first one first",
      responses: { 200: json(memberListShape, "Members"), default: problemAnswer },
    }),
    async (c) => c.json({ members: (await inUse(found).list()).map(memberView) }, 200),
  );
  router.openapi(
    createRoute({
      method: "patch",
      path: "/members/{id}",
      summary: "Give a member another role; it counts from the next request on",
      request: { params, body: jsonBody(memberBody) },
      responses: { 200: json(memberShape, "The member"), default: problemAnswer },
    }),
    async (c) => {
      requirePerson(c);
      const { id } = c.req.valid("param");
      return c.json(memberView(await inUse(found).changeRole(id, c.req.valid("json").role)), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/members/{id}",
      summary:
        "Remove a member; their sessions and keys end at once, and their own accounts are withdrawn",
      request: { params },
      responses: gone,
    }),
    async (c) => {
      requirePerson(c);
      await inUse(found).remove(c.req.valid("param").id);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/members/{id}/password",
      summary: "Make a link with which a member sets a new password; it is good once, for a day",
      request: { params },
      responses: { 200: json(passwordLinkShape, "The link"), default: problemAnswer },
    }),
    async (c) => {
      requirePerson(c);
      const { id } = c.req.valid("param");
      return c.json(await inUse(found).passwordLink(id, c.get("caller").userId), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/invitations",
      summary: "Invitations that nobody took up yet",
      responses: { 200: json(invitationListShape, "Invitations"), default: problemAnswer },
    }),
    async (c) =>
      c.json({ invitations: (await inUse(found).invitations()).map(invitationView) }, 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/invitations",
      summary:
        "Invite somebody; the answer is the only one that has the link, which is good for 7 days",
      request: { body: jsonBody(invitationBody) },
      responses: { 200: json(newInvitationShape, "The invitation"), default: problemAnswer },
    }),
    async (c) => {
      requirePerson(c);
      const { email, role } = c.req.valid("json");
      const made = await inUse(found).invite(email, role, c.get("caller").userId);
      return c.json({ ...invitationView(made), link: made.link }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/invitations/{id}",
      summary: "Withdraw an invitation; its link is no longer good",
      request: { params },
      responses: gone,
    }),
    async (c) => {
      requirePerson(c);
      await inUse(found).revoke(c.req.valid("param").id);
      return c.body(null, 204);
    },
  );
  return router;
}

function memberView({ userId, ...rest }: StoredMember) {
  return { id: userId, ...rest };
}

function invitationView({ id, email, role = "viewer", createdAt, expiresAt }: AccessLink) {
  return { id, email, role, createdAt, expiresAt };
}
