import { type Role, roleShape } from "../contract/access.ts";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import { withdrawHeld } from "./held.ts";

export interface StoredMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** ISO 8601. */
  readonly since: string;
}

/** What became of a change that must leave an owner. */
export type MemberChange = "done" | "no-member" | "last-owner";

/** Who belongs to a workspace, and as what. */
export function createMemberStore(db: Database, clock: Clock) {
  async function change(
    workspaceId: string,
    userId: string,
    role: Role | undefined,
  ): Promise<MemberChange> {
    return db.transaction().execute(async (trx) => {
      // Written before it is read: of two owners who leave at once, the second waits here.
      const owners = await trx
        .updateTable("members")
        .set({ role: "owner" })
        .where("workspace_id", "=", workspaceId)
        .where("role", "=", "owner")
        .returning("user_id")
        .execute();
      const isLast = owners.length === 1 && owners[0]?.user_id === userId;
      if (isLast && role !== "owner") return "last-owner";
      const rows =
        role === undefined
          ? await trx
              .deleteFrom("members")
              .where("workspace_id", "=", workspaceId)
              .where("user_id", "=", userId)
              .returning("user_id")
              .execute()
          : await trx
              .updateTable("members")
              .set({ role })
              .where("workspace_id", "=", workspaceId)
              .where("user_id", "=", userId)
              .returning("user_id")
              .execute();
      if (role === undefined) {
        await trx
          .deleteFrom("api_keys")
          .where("user_id", "=", userId)
          .where("app_id", "in", (apps) =>
            apps.selectFrom("apps").select("id").where("workspace_id", "=", workspaceId),
          )
          .execute();
        await withdrawHeld(trx, { workspaceId, userId, now: clock.now() });
      }
      // Whoever made a link knows it: it must not let them, or somebody in their place, in again.
      if (role !== "owner") {
        await trx
          .deleteFrom("access_links")
          .where("workspace_id", "=", workspaceId)
          .where("made_by", "=", userId)
          .where("used_at", "is", null)
          .execute();
      }
      return rows.length > 0 ? "done" : "no-member";
    });
  }

  return {
    /** The seam that tells what a person may do in a workspace's apps. */
    async roleOf(userId: string, workspaceId: string): Promise<Role | undefined> {
      const row = await db
        .selectFrom("members")
        .select("role")
        .where("workspace_id", "=", workspaceId)
        .where("user_id", "=", userId)
        .executeTakeFirst();
      return row && roleShape.parse(row.role);
    },
    /** What people call a workspace. */
    async nameOfWorkspace(id: string): Promise<string> {
      const row = await db
        .selectFrom("workspaces")
        .select("name")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return row.name;
    },
    /**
     * Whether an owner of the workspace may let them set a new password. Whoever makes that link could
     * be them: for an owner, or for who belongs elsewhere too, it is the operator's alone.
     */
    async isInCareOf(workspaceId: string, userId: string): Promise<boolean> {
      const rows = await db
        .selectFrom("members")
        .select(["workspace_id", "role"])
        .where("user_id", "=", userId)
        .execute();
      return rows.every((row) => row.workspace_id === workspaceId && row.role !== "owner");
    },
    async list(workspaceId: string): Promise<readonly StoredMember[]> {
      const rows = await db
        .selectFrom("members")
        .innerJoin("auth_users", "auth_users.id", "members.user_id")
        .select(["user_id", "name", "email", "role", "members.created_at as since"])
        .where("workspace_id", "=", workspaceId)
        .orderBy("members.created_at")
        .orderBy("user_id")
        .execute();
      return rows.map((row) => ({
        userId: row.user_id,
        name: row.name,
        email: row.email,
        role: roleShape.parse(row.role),
        since: row.since,
      }));
    },
    /** A member that there is already keeps the role. */
    async add(workspaceId: string, userId: string, role: Role): Promise<void> {
      await db
        .insertInto("members")
        .values({
          workspace_id: workspaceId,
          user_id: userId,
          role,
          created_at: new Date(clock.now()).toISOString(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    /** With the keys that they made in its apps, the links, and what the apps hold of them. */
    remove: (workspaceId: string, userId: string) => change(workspaceId, userId, undefined),
    changeRole: (workspaceId: string, userId: string, role: Role) =>
      change(workspaceId, userId, role),
  };
}

export type MemberStore = ReturnType<typeof createMemberStore>;
