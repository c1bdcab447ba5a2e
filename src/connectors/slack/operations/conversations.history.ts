import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { inConversation } from "../conversation-scopes.ts";
import { channel, channelByName, cursor, inclusive, latest, oldest, pageSize } from "../inputs.ts";
import { message, nextCursor } from "../outputs.ts";

export const conversationsHistory = defineOperation({
  id: "slack.conversations.history",
  title: "Read the messages of a channel",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/conversations.history",
    body: "query",
  },
  input: z.strictObject({
    channel,
    limit: pageSize(999),
    oldest,
    latest,
    inclusive,
    cursor,
  }),
  output: z.looseObject({
    messages: z.array(message),
    has_more: z.boolean().nullish(),
    response_metadata: nextCursor,
  }),
  ...inConversation("history"),
  lookups: { channel: channelByName },
  pagination: {
    cursor: "cursor",
    next: "response_metadata.next_cursor",
    items: "messages",
    pageSize: "limit",
    maxPageSize: 999,
  },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
  },
  words: ["read", "get", "fetch", "history", "messages", "last", "latest", "recent"],
  docs: "https://docs.slack.dev/reference/methods/conversations.history",
});
