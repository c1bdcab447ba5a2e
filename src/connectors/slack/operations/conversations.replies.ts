import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { inConversation } from "../conversation-scopes.ts";
import {
  channel,
  channelByName,
  cursor,
  inclusive,
  latest,
  messageTs,
  oldest,
  pageSize,
} from "../inputs.ts";
import { message, nextCursor } from "../outputs.ts";

export const conversationsReplies = defineOperation({
  id: "slack.conversations.replies",
  title: "Read a thread",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/conversations.replies",
    body: "query",
  },
  input: z.strictObject({
    channel,
    ts: messageTs.describe("Timestamp (ts) of the first message of the thread, as text"),
    limit: pageSize(1000),
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
    maxPageSize: 1000,
  },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    thread_not_found: "There is no message with this timestamp in the channel.",
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
  },
  words: ["thread", "replies", "answers", "responses", "read", "get"],
  docs: "https://docs.slack.dev/reference/methods/conversations.replies",
});
