import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";

export interface ChatSummary {
  readonly id: string;
  readonly title: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

/** A message as the AI SDK's `UIMessage` has it; only its id and role matter here. */
export interface StoredMessage {
  readonly id: string;
  readonly role: string;
}

const maxTitle = 80;

/** Chats and their messages. The history here is the only one: clients cannot add to it by themselves. */
export function createChatStore<Message extends StoredMessage>(
  db: Database,
  appId: string,
  clock: Clock,
) {
  const now = () => new Date(clock.now()).toISOString();
  return {
    /** Newest first. */
    async list(): Promise<readonly ChatSummary[]> {
      const rows = await db
        .selectFrom("chats")
        .selectAll()
        .where("app_id", "=", appId)
        .orderBy("updated_at", "desc")
        .execute();
      return rows.map(({ id, title, updated_at }) => ({ id, title, updatedAt: updated_at }));
    },
    async find(id: string): Promise<ChatSummary | undefined> {
      const row = await db
        .selectFrom("chats")
        .selectAll()
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && { id: row.id, title: row.title, updatedAt: row.updated_at };
    },
    /** In the order they were said. */
    async messages(chatId: string): Promise<readonly Message[]> {
      const rows = await db
        .selectFrom("messages")
        .select("body")
        .where("app_id", "=", appId)
        .where("chat_id", "=", chatId)
        .orderBy("position")
        .execute();
      return rows.map(({ body }): Message => JSON.parse(body));
    },
    /**
     * Makes the chat where it is new, and its history exactly these messages, in one transaction.
     * The title stays the first one given.
     */
    async replace(chatId: string, title: string, messages: readonly Message[]): Promise<void> {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("chats")
          .values({
            app_id: appId,
            id: chatId,
            title: title.slice(0, maxTitle),
            created_at: now(),
            updated_at: now(),
          })
          .onConflict((conflict) =>
            conflict.columns(["app_id", "id"]).doUpdateSet({ updated_at: now() }),
          )
          .execute();
        await transaction
          .deleteFrom("messages")
          .where("app_id", "=", appId)
          .where("chat_id", "=", chatId)
          .execute();
        if (messages.length === 0) return;
        const rows = messages.map((message, position) => ({
          app_id: appId,
          chat_id: chatId,
          id: message.id,
          position,
          role: message.role,
          body: JSON.stringify(message),
          created_at: now(),
        }));
        await transaction.insertInto("messages").values(rows).execute();
      });
    },
    async remove(id: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom("chats")
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}

export type ChatStore<Message extends StoredMessage> = ReturnType<typeof createChatStore<Message>>;
