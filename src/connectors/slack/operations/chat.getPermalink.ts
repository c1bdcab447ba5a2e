import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName, messageTs } from "../inputs.ts";

export const chatGetPermalink = defineOperation({
  id: "slack.chat.getPermalink",
  title: "Get the link to a message",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/chat.getPermalink",
    body: "query",
  },
  input: z.strictObject({ channel, message_ts: messageTs }),
  output: z.looseObject({ channel: z.string(), permalink: z.string() }),
  // Slack asks no scope for it; the token must see the channel.
  scopes: { bot: [[]], user: [[]] },
  lookups: { channel: channelByName },
  rateLimit: { class: "hundreds" },
  repeatable: true,
  errors: {
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
    message_not_found: "There is no message with this timestamp in the channel.",
  },
  words: ["link", "permalink", "url", "address", "message", "get"],
  docs: "https://docs.slack.dev/reference/methods/chat.getPermalink",
});
