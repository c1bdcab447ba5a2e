import { z } from "zod";

/** Characters of one prompt. */
export const maxPromptLength = 50_000;

/** A function or a page that a chat is about. */
export const chatAbout = z.strictObject({
  kind: z.enum(["function", "page"]),
  name: z.string().min(1).max(60),
});
export type ChatAbout = z.output<typeof chatAbout>;

/**
 * What `useChat` posts. Of `messages` only the last is read, and of that only what a person may
 * say: text, the id of an approval with yes or no, and that a card was dealt with. The server
 * keeps the history.
 */
export const chatBody = z
  .looseObject({
    id: z.string().regex(/^[\w-]{1,100}$/, "must be 1 to 100 letters, digits, _ or -"),
    messages: z.array(z.unknown()).min(1).optional(),
    message: z.unknown().optional(),
    /** What the person has beside the chat; kept with the chat from its first message on. */
    about: chatAbout.optional(),
    /**
     * A message of the person's in this chat: it and all that came after it go, and the new one stands
     * in its place. What was made meanwhile stays as it is.
     */
    replace: z.string().min(1).max(200).optional(),
    /** Who answers this turn; `useChat` sends it by `body`. */
    model: z
      .literal("builtin", {
        error: 'must be "builtin" (the built-in model answers this turn) or left out',
      })
      .optional(),
  })
  .refine((body) => body.messages !== undefined || body.message !== undefined, {
    error: "needs messages or message",
  });

export const chatSummaryShape = z.object({
  id: z.string(),
  title: z.string(),
  updatedAt: z.string(),
  about: chatAbout.optional(),
  /** Of a search: some of what was said around the words, where they were said. */
  snippet: z.string().optional(),
});
/** `next` where there may be more: the `cursor` of the next page. */
export const chatListShape = z.object({
  chats: z.array(chatSummaryShape),
  next: z.string().optional(),
});
export type ChatSummary = z.output<typeof chatSummaryShape>;

/** Which chats are listed, newest first: all, where nothing is said. */
export const chatQuery = z.object({
  /** Words that all stand in a title, or all in one message. */
  q: z.string().max(200).optional(),
  about: z
    .string()
    .regex(/^(?:function|page):.{1,60}$/, "must be function:NAME or page:SLUG")
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

export const maxChatTitle = 80;

export const chatTitleBody = z.strictObject({
  title: z.string().trim().min(1, "must not be empty").max(maxChatTitle),
});

export const chatShape = z.object({
  id: z.string(),
  title: z.string(),
  about: chatAbout.optional(),
  /** AI SDK `UIMessage`s. */
  messages: z.array(z.unknown()),
  /** When each of them was begun, by its id, in ISO 8601. */
  times: z.record(z.string(), z.string()).optional(),
  /** Whether an answer is being written: resume it at `/api/chats/:id/stream`. */
  running: z.boolean(),
});

/** What a running server says about itself to its page. */
export const statusShape = z.object({
  name: z.string(),
  version: z.string(),
  model: z.object({ id: z.string(), builtin: z.boolean() }),
  /** Accounts that have ended or end soon: somebody has to sign in again. */
  accountsToSeeTo: z.number(),
  providers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      mode: z.enum(["sandbox", "live"]),
      /** Address of the sandbox's inspector. */
      inspector: z.string().optional(),
    }),
  ),
});
export type StatusView = z.output<typeof statusShape>;
