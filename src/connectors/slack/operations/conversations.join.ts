import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName } from "../inputs.ts";
import { conversation } from "../outputs.ts";

export const conversationsJoin = defineOperation({
  id: "slack.conversations.join",
  title: "Join a public channel",
  kind: "write",
  effect: { words: "Join {channel}" },
  request: { method: "POST", host: "slack.com", path: "/api/conversations.join", body: "json" },
  input: z.strictObject({ channel }),
  output: z.looseObject({ channel: conversation }),
  scopes: { bot: [["channels:join"]], user: [["channels:write"]] },
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    is_archived: "The channel is archived. Take another, or unarchive it.",
    method_not_supported_for_channel_type:
      "Only public channels can be joined. Somebody must invite the app to a private one.",
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
  },
  words: ["join", "enter", "channel", "become a member"],
  docs: "https://docs.slack.dev/reference/methods/conversations.join",
});
