import type { ChatAbout } from "../contract/chat.ts";
import { PatchbayError } from "../core/errors.ts";
import type { ChatSummary } from "../store/chats.ts";

/** Which chats are asked for. */
export interface ChatListing {
  readonly search?: string | undefined;
  readonly about?: ChatAbout | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface ChatPage {
  readonly chats: readonly ChatSummary[];
  readonly next?: string;
}

/** Where the page after a chat begins. */
export function cursorOf({ updatedAt, id }: Pick<ChatSummary, "updatedAt" | "id">): string {
  return `${updatedAt}~${id}`;
}

/** The last chat of the page before, of a cursor that this server gave. */
export function readCursor(cursor: string): { readonly updatedAt: string; readonly id: string } {
  const [, updatedAt, id] = /^(\d{4}-[\dT:.-]{10,25}Z)~(.+)$/.exec(cursor) ?? [];
  if (updatedAt !== undefined && id !== undefined) return { updatedAt, id };
  throw new PatchbayError(
    "request/invalid",
    "The cursor is none that this server gave. Leave it out to begin with the newest chat.",
    { where: "cursor" },
  );
}
