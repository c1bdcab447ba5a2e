import type { Role } from "../contract/access.ts";
import { PatchbayError } from "../core/errors.ts";
import type { MemberChange, StoredMember } from "../store/members.ts";
import type { SignIn } from "./sign-in.ts";

interface MembersOptions {
  readonly signIn: Pick<SignIn, "members" | "links" | "sessions">;
  readonly workspaceId: string;
  readonly origin: () => string;
}

/** The members of one workspace, and who was invited to it. */
export function createWorkspaceMembers({ signIn, workspaceId, origin }: MembersOptions) {
  const { members, links, sessions } = signIn;

  async function memberOf(userId: string): Promise<StoredMember> {
    const found = (await members.list(workspaceId)).find((one) => one.userId === userId);
    if (found) return found;
    throw notFound("member", userId);
  }

  async function remove(userId: string): Promise<void> {
    check(await members.remove(workspaceId, userId), userId);
  }

  return {
    list: () => members.list(workspaceId),
    async changeRole(userId: string, role: Role): Promise<StoredMember> {
      check(await members.changeRole(workspaceId, userId, role), userId);
      return memberOf(userId);
    },
    /** Their sessions and keys end at once. */
    async remove(userId: string): Promise<void> {
      await remove(userId);
      await sessions.endAll(userId);
    },
    /** They stay signed in, with no part in the workspace. */
    leave: remove,
    invitations: () => links.invitations(workspaceId),
    /** Gives the address to hand on, once; an earlier invitation of the same person ends. */
    async invite(email: string, role: Role, madeBy: string | undefined) {
      const is = (await members.list(workspaceId)).find((one) => one.email === email);
      if (is) {
        throw new PatchbayError(
          "access/taken",
          `${email} is a member already (${is.role}). Change the role instead.`,
        );
      }
      const { code, ...link } = await links.create({
        kind: "invitation",
        workspaceId,
        email,
        role,
        ...(madeBy === undefined ? {} : { madeBy }),
      });
      return { ...link, role, link: `${origin()}/invitation/${code}` };
    },
    async revoke(id: string): Promise<void> {
      if (!(await links.revoke(workspaceId, id))) throw notFound("open invitation", id);
    },
    /** An address where the person sets a new password; made by a member, or by the operator. */
    async passwordLink(userId: string, madeBy: string | undefined) {
      const { email } = await memberOf(userId);
      if (madeBy !== undefined && !(await members.isInCareOf(workspaceId, userId))) {
        throw new PatchbayError(
          "access/not-allowed",
          `A new password for ${email} is given by whoever runs the server: \`patchbay users reset ${email}\`.`,
        );
      }
      const { code, expiresAt } = await links.create({
        kind: "password",
        workspaceId,
        email,
        ...(madeBy === undefined ? {} : { madeBy }),
      });
      return { link: `${origin()}/new-password/${code}`, expiresAt };
    },
  };
}

export type WorkspaceMembers = ReturnType<typeof createWorkspaceMembers>;

function check(change: MemberChange, userId: string): void {
  if (change === "no-member") throw notFound("member", userId);
  if (change === "last-owner") {
    throw new PatchbayError(
      "access/last-owner",
      "This is the last owner of the workspace. Make another member an owner first.",
    );
  }
}

function notFound(what: string, id: string): PatchbayError {
  return new PatchbayError("access/not-found", `There is no ${what} "${id}".`);
}
