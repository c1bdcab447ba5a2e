import { z } from "zod";

export const messageShape = z.object({
  id: z.string(),
  threadId: z.string(),
  /** Whose mailbox it lies in. */
  owner: z.string(),
  labelIds: z.array(z.string()),
  /** RFC 2822, base64url. */
  raw: z.string(),
  /** Milliseconds since 1970. */
  date: z.number(),
  historyId: z.number(),
});
export type Message = z.output<typeof messageShape>;

export const labelShape = z.object({ id: z.string(), name: z.string(), owner: z.string() });
export type Label = z.output<typeof labelShape>;

export const gmailState = z.object({
  messages: z.array(messageShape),
  labels: z.array(labelShape),
  drafts: z.array(z.object({ id: z.string(), messageId: z.string(), owner: z.string() })),
  history: z.array(
    z.object({
      id: z.number(),
      owner: z.string(),
      messageId: z.string(),
      type: z.enum(["messageAdded", "labelAdded", "labelRemoved"]),
      labelIds: z.array(z.string()),
    }),
  ),
  watching: z.array(z.object({ owner: z.string(), topicName: z.string() })),
  nextHistoryId: z.number(),
});
export type GmailState = z.output<typeof gmailState>;

/** https://developers.google.com/workspace/gmail/api/guides/labels */
export const systemLabels = [
  "INBOX",
  "SENT",
  "DRAFT",
  "UNREAD",
  "STARRED",
  "IMPORTANT",
  "SPAM",
  "TRASH",
  "CATEGORY_PERSONAL",
  "CATEGORY_UPDATES",
];
