import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { ofListedType } from "../conversation-scopes.ts";
import { conversationType, cursor, excludeArchived, pageSize } from "../inputs.ts";
import { conversation, nextCursor } from "../outputs.ts";

export const conversationsList = defineOperation({
  id: "slack.conversations.list",
  title: "List channels",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/conversations.list",
    body: "query",
  },
  input: z.strictObject({
    types: conversationType,
    exclude_archived: excludeArchived,
    limit: pageSize(1000),
    cursor,
  }),
  output: z.looseObject({
    channels: z.array(conversation),
    response_metadata: nextCursor,
  }),
  ...ofListedType,
  pagination: {
    cursor: "cursor",
    next: "response_metadata.next_cursor",
    items: "channels",
    pageSize: "limit",
    maxPageSize: 1000,
  },
  names: { list: "channels", id: "id", name: ["name"], prefix: "#" },
  rateLimit: { class: "tier 2" },
  repeatable: true,
  words: ["list", "channels", "rooms", "conversations", "show", "all"],
  docs: "https://docs.slack.dev/reference/methods/conversations.list",
});
