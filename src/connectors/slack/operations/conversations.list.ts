import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { cursor, nextCursor, pageSize } from "../inputs.ts";

const ofKind = (scope: string) => ({ bot: [[scope]], user: [[scope]] });

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
    types: z
      .enum(["public_channel", "private_channel", "mpim", "im"])
      .optional()
      .describe("Kind of conversation; public channels where left out"),
    exclude_archived: z.boolean().optional().describe("Whether to leave out archived channels"),
    limit: pageSize(1000),
    cursor,
  }),
  output: z.looseObject({
    channels: z.array(z.looseObject({ id: z.string(), name: z.string().nullish() })),
    response_metadata: nextCursor,
  }),
  // Each kind of conversation has a scope of its own; public channels are what is listed by default.
  scopes: ofKind("channels:read"),
  scopesWhen: [
    { input: "types", matches: "private_channel", scopes: ofKind("groups:read") },
    { input: "types", matches: "mpim", scopes: ofKind("mpim:read") },
    { input: "types", matches: "^im$", scopes: ofKind("im:read") },
  ],
  pagination: {
    cursor: "cursor",
    next: "response_metadata.next_cursor",
    items: "channels",
    pageSize: "limit",
    maxPageSize: 1000,
  },
  rateLimit: "Tier 2",
  repeatable: true,
  words: ["list", "channels", "rooms", "conversations", "show", "all"],
  docs: "https://docs.slack.dev/reference/methods/conversations.list",
});
