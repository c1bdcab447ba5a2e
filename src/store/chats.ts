import type { Kysely } from "kysely";
import type { ChatAbout } from "../contract/chat.ts";
import type { Clock } from "../core/clock.ts";
import { aboutOf } from "./chat-about.ts";
import { messageText, saysAll, snippetsOf, wordsOf } from "./chat-search.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";
import { inTransaction } from "./transaction.ts";

export interface ChatSummary {
  readonly id: string;
  readonly title: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly about?: ChatAbout;
  /** Where the words that were searched for were said. */
  readonly snippet?: string;
}

/** A message as the AI SDK's `UIMessage` has it; of what it holds only its text is read here. */
export interface StoredMessage {
  readonly id: string;
  readonly role: string;
  readonly parts: readonly { readonly type: string }[];
}

export interface ChatFilter {
  /** Words that all stand in its title, or all in one of its messages. */
  readonly search?: string | undefined;
  readonly about?: ChatAbout | undefined;
  /** Those after this one, newest first. */
  readonly after?: { readonly updatedAt: string; readonly id: string } | undefined;
  readonly limit?: number | undefined;
}

export const maxTitle = 80;

/** For how long a deleted chat can be brought back. */
const keptMs = 60 * 60_000;

/** Chats and their messages. The history here is the only one: clients cannot add to it by themselves. */
export function createChatStore<Message extends StoredMessage>(
  db: Database,
  appId: string,
  clock: Clock,
) {
  const now = () => new Date(clock.now()).toISOString();
  const chats = () =>
    db
      .selectFrom("chats")
      .selectAll("chats")
      .where("app_id", "=", appId)
      .where("deleted_at", "is", null);
  return {
    /** Newest first. */
    async list({ search = "", about, after, limit }: ChatFilter = {}): Promise<
      readonly ChatSummary[]
    > {
      const words = wordsOf(search);
      let query = chats().orderBy("updated_at", "desc").orderBy("id", "desc");
      if (words) query = query.where(saysAll(db, appId, words));
      if (about)
        query = query.where("about_kind", "=", about.kind).where("about_name", "=", about.name);
      if (after)
        query = query.where((chat) =>
          chat(chat.refTuple("updated_at", "id"), "<", chat.tuple(after.updatedAt, after.id)),
        );
      if (limit !== undefined) query = query.limit(limit);
      const found = (await query.execute()).map(summaryOf);
      if (!words) return found;
      const snippets = await snippetsOf(
        db,
        appId,
        words,
        found.map(({ id }) => id),
      );
      return found.map((chat) => {
        const snippet = snippets.get(chat.id);
        return snippet === undefined ? chat : { ...chat, snippet };
      });
    },
    async find(id: string): Promise<ChatSummary | undefined> {
      const row = await chats().where("id", "=", id).executeTakeFirst();
      return row && summaryOf(row);
    },
    /** In the order they were said, each with when it was. */
    async messages(chatId: string): Promise<readonly Message[]> {
      const rows = await stored(db, appId, chatId).select("body").orderBy("position").execute();
      return rows.map(({ body }): Message => JSON.parse(body));
    },
    /** When each message began, by its id. */
    async times(chatId: string): Promise<Readonly<Record<string, string>>> {
      const rows = await stored(db, appId, chatId).select(["id", "created_at"]).execute();
      return Object.fromEntries(rows.map(({ id, created_at }) => [id, created_at]));
    },
    /**
     * Makes the chat where it is new, and its history exactly these messages, in one transaction;
     * what stays as it is, is not written again. Title and subject stay the first ones given.
     */
    async replace(
      chatId: string,
      { title, about }: { readonly title: string; readonly about?: ChatAbout | undefined },
      messages: readonly Message[],
    ): Promise<void> {
      await inTransaction(db, async (transaction) => {
        // A new chat may have the id of a deleted one.
        await transaction
          .deleteFrom("chats")
          .where("app_id", "=", appId)
          .where("id", "=", chatId)
          .where("deleted_at", "is not", null)
          .execute();
        await transaction
          .insertInto("chats")
          .values({
            app_id: appId,
            id: chatId,
            title: title.slice(0, maxTitle),
            about_kind: about?.kind ?? null,
            about_name: about?.name ?? null,
            created_at: now(),
            updated_at: now(),
            deleted_at: null,
          })
          .onConflict((conflict) =>
            conflict.columns(["app_id", "id"]).doUpdateSet({ updated_at: now() }),
          )
          .execute();
        const before = await stored(transaction, appId, chatId)
          .select(["id", "position", "body", "created_at"])
          .execute();
        const known = new Map(before.map((row) => [row.id, row]));
        const rows = messages.map((message, position) => ({
          app_id: appId,
          chat_id: chatId,
          id: message.id,
          position,
          role: message.role,
          body: JSON.stringify(message),
          created_at: known.get(message.id)?.created_at ?? now(),
        }));
        const same = new Set(
          rows
            .filter(({ id, position, body }) => {
              const row = known.get(id);
              return row?.position === position && row.body === body;
            })
            .map(({ id }) => id),
        );
        for (const { id } of before) {
          if (same.has(id)) continue;
          await transaction
            .deleteFrom("messages")
            .where("app_id", "=", appId)
            .where("chat_id", "=", chatId)
            .where("id", "=", id)
            .execute();
        }
        const fresh = rows.filter(({ id }) => !same.has(id));
        if (fresh.length === 0) return;
        await transaction.insertInto("messages").values(fresh).execute();
        const texts = messages.flatMap((message) => {
          const text = same.has(message.id) ? "" : messageText(message);
          return text === ""
            ? []
            : { app_id: appId, chat_id: chatId, message_id: message.id, text };
        });
        if (texts.length > 0) await transaction.insertInto("message_texts").values(texts).execute();
      });
    },
    async rename(id: string, title: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("chats")
        .set({ title })
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .where("deleted_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    /** It can be brought back for an hour; those whose hour is over go for good. */
    async remove(id: string): Promise<boolean> {
      await db
        .deleteFrom("chats")
        .where("app_id", "=", appId)
        .where("deleted_at", "<", new Date(clock.now() - keptMs).toISOString())
        .execute();
      const { numUpdatedRows } = await db
        .updateTable("chats")
        .set({ deleted_at: now() })
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .where("deleted_at", "is", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async restore(id: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable("chats")
        .set({ deleted_at: null })
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .where("deleted_at", "is not", null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

export type ChatStore<Message extends StoredMessage> = ReturnType<typeof createChatStore<Message>>;

function summaryOf(row: Tables["chats"]): ChatSummary {
  const about = aboutOf(row);
  return {
    id: row.id,
    title: row.title,
    updatedAt: row.updated_at,
    ...(about ? { about } : {}),
  };
}

function stored(db: Kysely<Tables>, appId: string, chatId: string) {
  return db.selectFrom("messages").where("app_id", "=", appId).where("chat_id", "=", chatId);
}
