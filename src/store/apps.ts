import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import { type Database, defaultAppId } from "./database.ts";
import type { Tables } from "./tables.ts";
import { inTransaction } from "./transaction.ts";

export interface StoredWorkspace {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface StoredApp {
  readonly id: string;
  readonly workspaceId: string;
  /** In its addresses; the same for as long as there is the app. */
  readonly slug: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; absent while it is there. */
  readonly deletedAt?: string;
}

/** What an app has, in the order in which it goes: what refers to another goes before it. */
export const tablesOfApp = [
  "chat_chunks",
  "chat_answers",
  "page_answers",
  "page_acts",
  "archive_parts",
  "message_texts",
  "messages",
  "chats",
  "proposals",
  "oauth_attempts",
  "connection_requests",
  "pending_revocations",
  "provider_outages",
  "account_aliases",
  "consents",
  "connect_links",
  "connections",
  "integrations",
  "secrets",
  "deliveries",
  "automations",
  "runs",
  "page_aliases",
  "page_versions",
  "pages",
  "function_aliases",
  "function_texts",
  "function_versions",
  "functions",
  "webhook_secrets",
  "settings",
  "api_keys",
  "signing_secrets",
  "signed_calls",
  "app_users",
] as const satisfies readonly (keyof Tables)[];

/** Workspaces and apps themselves: with sessions the only rows that belong to no app. */
export function createAppsStore(db: Database, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();
  const apps = () => db.selectFrom("apps").selectAll();
  return {
    async workspaces(): Promise<readonly StoredWorkspace[]> {
      const rows = await db.selectFrom("workspaces").selectAll().orderBy("id").execute();
      return rows.map(({ id, name, created_at }) => ({ id, name, createdAt: created_at }));
    },
    async addWorkspace(name: string): Promise<StoredWorkspace> {
      const made = { id: createId("ws", clock.now()), name, createdAt: now() };
      await db
        .insertInto("workspaces")
        .values({ id: made.id, name, created_at: made.createdAt })
        .execute();
      return made;
    },
    /** Oldest first; those that were deleted are at the end of nothing but their own list. */
    async list(which: "there" | "deleted" = "there"): Promise<readonly StoredApp[]> {
      const rows = await apps()
        .where("deleted_at", which === "there" ? "is" : "is not", null)
        .orderBy("created_at")
        .orderBy("id")
        .execute();
      return rows.map(toApp);
    },
    /** Also one that was deleted and can come back. */
    async find(slug: string): Promise<StoredApp | undefined> {
      const row = await apps().where("slug", "=", slug).executeTakeFirst();
      return row && toApp(row);
    },
    async get(id: string): Promise<StoredApp | undefined> {
      const row = await apps().where("id", "=", id).executeTakeFirst();
      return row && toApp(row);
    },
    /** Undefined where another app has that slug, or had it until it was deleted. */
    async add(
      app: Pick<StoredApp, "workspaceId" | "slug" | "name">,
    ): Promise<StoredApp | undefined> {
      const id = createId("app", clock.now());
      const row = await db
        .insertInto("apps")
        .values({
          id,
          workspace_id: app.workspaceId,
          slug: app.slug,
          name: app.name,
          created_at: now(),
          deleted_at: null,
        })
        .onConflict((conflict) => conflict.column("slug").doNothing())
        .returningAll()
        .executeTakeFirst();
      return row && toApp(row);
    },
    async rename(id: string, name: string): Promise<void> {
      await db.updateTable("apps").set({ name }).where("id", "=", id).execute();
    },
    async markDeleted(id: string): Promise<void> {
      await db.updateTable("apps").set({ deleted_at: now() }).where("id", "=", id).execute();
    },
    /** False where it was taken away for good. */
    async undelete(id: string): Promise<boolean> {
      const back = await db
        .updateTable("apps")
        .set({ deleted_at: null })
        .where("id", "=", id)
        .returning("id")
        .executeTakeFirst();
      return back !== undefined;
    },
    /**
     * Takes an app and all it has out of the database, if it is still deleted since then: somebody may
     * have brought it back. False where it stays, as the first one always does.
     */
    erase: ({ id, deletedAt }: Pick<StoredApp, "id" | "deletedAt">): Promise<boolean> =>
      inTransaction(db, async (trx) => {
        if (id === defaultAppId || deletedAt === undefined) return false;
        // Held from here on: whoever brings it back at the same time waits for the end, and finds none.
        const held = await trx
          .updateTable("apps")
          .set({ deleted_at: deletedAt })
          .where("id", "=", id)
          .where("deleted_at", "=", deletedAt)
          .returning("id")
          .executeTakeFirst();
        if (!held) return false;
        for (const table of tablesOfApp)
          await trx.deleteFrom(table).where("app_id", "=", id).execute();
        await trx.deleteFrom("apps").where("id", "=", id).execute();
        return true;
      }),
  };
}

export type AppsStore = ReturnType<typeof createAppsStore>;

function toApp(row: Tables["apps"]): StoredApp {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    slug: row.slug,
    name: row.name,
    createdAt: row.created_at,
    ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at }),
  };
}
