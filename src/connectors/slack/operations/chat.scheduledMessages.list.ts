import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName, cursor, pageSize } from "../inputs.ts";
import { nextCursor } from "../outputs.ts";

export const chatScheduledMessagesList = defineOperation({
  id: "slack.chat.scheduledMessages.list",
  title: "List scheduled messages",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/chat.scheduledMessages.list",
    body: "query",
  },
  input: z.strictObject({
    channel: channel.optional(),
    oldest: z
      .string()
      .optional()
      .describe("Only messages due after this time, in Unix seconds as text"),
    latest: z
      .string()
      .optional()
      .describe("Only messages due before this time, in Unix seconds as text"),
    limit: pageSize(100),
    cursor,
  }),
  output: z.looseObject({
    scheduled_messages: z.array(
      z.looseObject({
        id: z.string(),
        channel_id: z.string(),
        post_at: z.number(),
        text: z.string().nullish(),
      }),
    ),
    response_metadata: nextCursor,
  }),
  // Slack asks no scope for it: a token sees what it scheduled itself.
  scopes: { bot: [[]], user: [[]] },
  lookups: { channel: channelByName },
  pagination: {
    cursor: "cursor",
    next: "response_metadata.next_cursor",
    items: "scheduled_messages",
    pageSize: "limit",
    maxPageSize: 100,
  },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    invalid_channel: "There is no such channel, or the app cannot see it.",
  },
  words: ["scheduled", "planned", "pending", "messages", "list", "upcoming"],
  docs: "https://docs.slack.dev/reference/methods/chat.scheduledMessages.list",
});
