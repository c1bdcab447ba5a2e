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

export const user = z.string().min(1).describe("Person, as @name or user id (U…)");

/** Slack takes a comma list here, in JSON too. */
export const users = z
  .string()
  .min(1)
  .describe("People, as @names or user ids (U…), separated by commas");

export const emojiName = z
  .string()
  .regex(/^[^:\s]+(?:::skin-tone-[2-6])?$/, "must be the emoji's name without colons")
  .describe("Name of the emoji without colons, such as rocket");

export const newChannelName = z
  .string()
  .regex(/^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u, "must be 1 to 80 lower-case letters, digits, - or _")
  .describe("Name of the channel: lower case, digits, - and _");

export const oldest = z
  .string()
  .optional()
  .describe("Only messages after this time, in Unix seconds as text");

export const latest = z
  .string()
  .optional()
  .describe("Only messages before this time, in Unix seconds as text");

export const inclusive = z
  .boolean()
  .optional()
  .describe("Whether messages at exactly those times count");

export const conversationType = z
  .enum(["public_channel", "private_channel", "mpim", "im"])
  .optional()
  .describe("Kind of conversation; public channels where left out");

export const excludeArchived = z
  .boolean()
  .optional()
  .describe("Whether to leave out archived channels");

export const text = z.string().max(40_000).describe("Message text in mrkdwn");

export const blocks = z
  .array(z.record(z.string(), z.unknown()))
  .max(50)
  .optional()
  .describe("Block Kit blocks; text is then the notification");

export const cursor = z.string().optional().describe("Cursor of the page, from the answer before");

/** Any positive number may be wanted; a page holds at most `max`. */
export const pageSize = (max: number) =>
  z
    .number()
    .int()
    .min(1)
    .optional()
    .describe(`How many to get; more than ${max} are read page by page`);

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

/** Where a user id is wanted, and nothing else does. */
export const userByName: readonly Lookup[] = [
  { via: "slack.users.list", helper: "userId", literal: "^@", fromInput: true },
];

/** Of a comma list, each entry that is a name. */
export const usersByName: readonly Lookup[] = [
  {
    via: "slack.users.list",
    helper: "userIds",
    parts: ["userId"],
    literal: "(^|,)\\s*@",
    fromInput: true,
  },
];
