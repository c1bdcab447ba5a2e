import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName, cursor, nextCursor, pageSize } from "../inputs.ts";

const ofKind = (kind: string) => [`${kind}:history`];
const anyKind = ["channels", "groups", "im", "mpim"].map(ofKind);

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
    oldest: z
      .string()
      .optional()
      .describe("Only messages after this time, in Unix seconds as text"),
    latest: z
      .string()
      .optional()
      .describe("Only messages before this time, in Unix seconds as text"),
    inclusive: z.boolean().optional().describe("Whether messages at exactly those times count"),
    cursor,
  }),
  output: z.looseObject({
    messages: z.array(
      z.looseObject({
        ts: z.string(),
        text: z.string().nullish(),
        user: z.string().nullish(),
        bot_id: z.string().nullish(),
        thread_ts: z.string().nullish(),
      }),
    ),
    has_more: z.boolean().nullish(),
    response_metadata: nextCursor,
  }),
  scopes: { bot: anyKind, user: anyKind },
  scopesWhen: [
    { input: "channel", matches: "^D", scopes: { bot: [ofKind("im")], user: [ofKind("im")] } },
  ],
  lookups: { channel: channelByName },
  pagination: {
    cursor: "cursor",
    next: "response_metadata.next_cursor",
    items: "messages",
    pageSize: "limit",
    maxPageSize: 999,
  },
  rateLimit: "Tier 3",
  repeatable: true,
  errors: {
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
  },
  words: ["read", "get", "fetch", "history", "messages", "last", "latest", "recent"],
  docs: "https://docs.slack.dev/reference/methods/conversations.history",
});
