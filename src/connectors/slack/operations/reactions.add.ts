import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName, emojiName, messageTs } from "../inputs.ts";

export const reactionsAdd = defineOperation({
  id: "slack.reactions.add",
  title: "Add an emoji reaction",
  kind: "write",
  effect: { words: "Add {#reaction} :{name|emoji}: in {channel}" },
  request: { method: "POST", host: "slack.com", path: "/api/reactions.add", body: "json" },
  input: z.strictObject({
    channel,
    timestamp: messageTs,
    name: emojiName,
  }),
  output: z.looseObject({}),
  scopes: { bot: [["reactions:write"]], user: [["reactions:write"]] },
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    already_reacted: "This reaction is there already.",
    invalid_name: "The workspace has no emoji of this name.",
    message_not_found: "There is no message with this timestamp in the channel.",
  },
  words: ["react", "reaction", "emoji", "add"],
  docs: "https://docs.slack.dev/reference/methods/reactions.add",
});
