import { z } from "zod";
import type { Lookup } from "../../catalog/operation.ts";

/** Shared by the operations; the names are Slack's own. */
export const channelOrName = z
  .string()
  .min(1)
  .describe(
    "Channel as #name or id (C…), or a person as user id (U…) or @name for a direct message",
  );

export const channel = z.string().min(1).describe("Channel, as #name or id (C…, G…, D…)");

export const messageTs = z
  .string()
  .regex(/^\d+\.\d{6}$/, "must be a Slack timestamp such as 1712345678.000100, as text")
  .describe("Timestamp (ts) of the message, as text");

export const threadTs = z
  .string()
  .optional()
  .describe("Timestamp (ts) of the message to answer in its thread");

export const text = z.string().max(40_000).describe("Message text in mrkdwn");

export const blocks = z
  .array(z.record(z.string(), z.unknown()))
  .max(50)
  .optional()
  .describe("Block Kit blocks; text is then the notification");

export const cursor = z.string().optional().describe("Cursor of the page, from the answer before");

/** How many entries a page holds. */
export const pageSize = (max: number) =>
  z.number().int().min(1).max(max).optional().describe(`How many to get, at most ${max}`);

export const nextCursor = z.looseObject({ next_cursor: z.string().nullish() }).nullish();

/**
 * The API wants ids and has no look-up by name: the list is paged through.
 * https://docs.slack.dev/reference/methods/conversations.list
 */
export const channelByName: readonly Lookup[] = [
  {
    via: "slack.conversations.list",
    helper: "channelId",
    literal: "^(?![CDG][A-Z0-9]{6,}$)",
    fromInput: true,
  },
];

/** Posting takes #name itself; only a person by name has to be looked up. */
export const personByName: readonly Lookup[] = [
  { via: "slack.users.list", helper: "userId", literal: "^@", fromInput: false },
];
