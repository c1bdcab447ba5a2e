import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName, emojiName, messageTs } from "../inputs.ts";

export const reactionsRemove = defineOperation({
  id: "slack.reactions.remove",
  title: "Remove an emoji reaction",
  kind: "write",
  effect: { words: "Remove {#reaction} :{name|emoji}: in {channel}" },
  request: { method: "POST", host: "slack.com", path: "/api/reactions.remove", body: "json" },
  input: z.strictObject({ channel, timestamp: messageTs, name: emojiName }),
  output: z.looseObject({}),
  scopes: { bot: [["reactions:write"]], user: [["reactions:write"]] },
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 2" },
  repeatable: true,
  errors: {
    no_reaction: "This reaction is not there.",
    message_not_found: "There is no message with this timestamp in the channel.",
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
  },
  words: ["remove", "take back", "unreact", "reaction", "emoji"],
  docs: "https://docs.slack.dev/reference/methods/reactions.remove",
});
