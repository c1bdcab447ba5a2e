import type { Transaction } from "kysely";
import type { ChatAbout } from "../contract/chat.ts";
import type { Tables } from "./tables.ts";

type ChatRow = Pick<Tables["chats"], "about_kind" | "about_name">;

/** What a chat is about, as its row has it. */
export function aboutOf({ about_kind: kind, about_name: name }: ChatRow): ChatAbout | undefined {
  return (kind === "function" || kind === "page") && name !== null ? { kind, name } : undefined;
}

/** Chats go with what they are about where it gets another name. */
export async function renameInChats(
  transaction: Transaction<Tables>,
  appId: string,
  { kind, name }: ChatAbout,
  to: string,
): Promise<void> {
  await transaction
    .updateTable("chats")
    .set({ about_name: to })
    .where("app_id", "=", appId)
    .where("about_kind", "=", kind)
    .where("about_name", "=", name)
    .execute();
}
