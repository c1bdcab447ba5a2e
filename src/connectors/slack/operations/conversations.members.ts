import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { inConversation } from "../conversation-scopes.ts";
import { channel, channelByName, cursor, pageSize } from "../inputs.ts";
import { nextCursor } from "../outputs.ts";

export const conversationsMembers = defineOperation({
  id: "slack.conversations.members",
  title: "List who is in a channel",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/conversations.members",
    body: "query",
  },
  input: z.strictObject({ channel, limit: pageSize(1000), cursor }),
  output: z.looseObject({ members: z.array(z.string()), response_metadata: nextCursor }),
  ...inConversation("read"),
  lookups: { channel: channelByName },
  pagination: {
    cursor: "cursor",
    next: "response_metadata.next_cursor",
    items: "members",
    pageSize: "limit",
    maxPageSize: 1000,
  },
  rateLimit: { class: "tier 4" },
  repeatable: true,
  errors: {
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
  },
  words: ["members", "people in", "who is in", "participants", "list", "channel"],
  docs: "https://docs.slack.dev/reference/methods/conversations.members",
});
