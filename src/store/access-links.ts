import { createHash } from "node:crypto";
import { type Role, roleShape } from "../contract/access.ts";
import type { Clock } from "../core/clock.ts";
import { createId, createSecret } from "../core/ids.ts";
import type { Database } from "./database.ts";

/** An address that is good once, until its time is over. */
export interface AccessLink {
  readonly id: string;
  readonly kind: "invitation" | "password";
  readonly workspaceId: string;
  readonly email: string;
  /** That an invitation gives. */
  readonly role?: Role;
  /** The member who made it; absent where the operator did. */
  readonly madeBy?: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

interface NewLink {
  readonly kind: AccessLink["kind"];
  readonly workspaceId: string;
  readonly email: string;
  readonly role?: Role;
  readonly madeBy?: string;
}

/** Seven days for an invitation, one for a new password. */
const lifeMs = { invitation: 7 * 86_400_000, password: 86_400_000 } as const;

/** Of the codes in the addresses there are hashes only. */
export function createAccessLinkStore(db: Database, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  const open = () =>
    db
      .selectFrom("access_links")
      .selectAll()
      .where("kind", "in", ["invitation", "password"])
      .where("used_at", "is", null)
      .where("expires_at", ">", now());
  return {
    /** Gives the code, once. An earlier link for the same address and purpose ends. */
    async create(link: NewLink): Promise<AccessLink & { readonly code: string }> {
      const { kind, workspaceId, email, role, madeBy } = link;
      const code = createSecret();
      const row = {
        id: createId("link", clock.now()),
        kind,
        workspace_id: workspaceId,
        code_hash: hashOf(code),
        email,
        role: role ?? null,
        made_by: madeBy ?? null,
        created_at: now(),
        expires_at: new Date(clock.now() + lifeMs[kind]).toISOString(),
        used_at: null,
      };
      await db.transaction().execute(async (trx) => {
        await trx
          .deleteFrom("access_links")
          .where("kind", "=", kind)
          .where("workspace_id", "=", workspaceId)
          .where("email", "=", email)
          .where("used_at", "is", null)
          .execute();
        await trx.insertInto("access_links").values(row).execute();
      });
      return { ...linkOf(row), code };
    },
    async find(kind: AccessLink["kind"], code: string): Promise<AccessLink | undefined> {
      const row = await open()
        .where("kind", "=", kind)
        .where("code_hash", "=", hashOf(code))
        .executeTakeFirst();
      return row && linkOf(row);
    },
    async invitations(workspaceId: string): Promise<readonly AccessLink[]> {
      const rows = await open()
        .where("kind", "=", "invitation")
        .where("workspace_id", "=", workspaceId)
        .orderBy("id", "desc")
        .execute();
      return rows.map(linkOf);
    },
    /** To any workspace, the newest first. */
    async invitationsFor(email: string): Promise<readonly AccessLink[]> {
      const rows = await open()
        .where("kind", "=", "invitation")
        .where("email", "=", email)
        .orderBy("id", "desc")
        .execute();
      return rows.map(linkOf);
    },
    /** False where somebody else used it first, or its time is over. */
    async use(id: string): Promise<boolean> {
      const used = await db
        .updateTable("access_links")
        .set({ used_at: now() })
        .where("id", "=", id)
        .where("used_at", "is", null)
        .where("expires_at", ">", now())
        .executeTakeFirst();
      return used.numUpdatedRows > 0n;
    },
    /** False where there is no open invitation of that id. */
    async revoke(workspaceId: string, id: string): Promise<boolean> {
      const removed = await db
        .deleteFrom("access_links")
        .where("kind", "=", "invitation")
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", id)
        .where("used_at", "is", null)
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
  };
}

export type AccessLinkStore = ReturnType<typeof createAccessLinkStore>;

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly workspace_id: string;
  readonly email: string;
  readonly role: string | null;
  readonly made_by: string | null;
  readonly created_at: string;
  readonly expires_at: string;
}

function linkOf(row: Row): AccessLink {
  return {
    id: row.id,
    kind: row.kind === "password" ? "password" : "invitation",
    workspaceId: row.workspace_id,
    email: row.email,
    ...(row.role === null ? {} : { role: roleShape.parse(row.role) }),
    ...(row.made_by === null ? {} : { madeBy: row.made_by }),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

function hashOf(code: string): string {
  return createHash("sha256").update(code).digest("hex");
}
