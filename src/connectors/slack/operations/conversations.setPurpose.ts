import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { aboutConversation } from "../conversation-scopes.ts";
import { channel, channelByName } from "../inputs.ts";

export const conversationsSetPurpose = defineOperation({
  id: "slack.conversations.setPurpose",
  title: "Set the description of a channel",
  kind: "write",
  effect: { words: "Set the description of {channel}", shows: "purpose" },
  request: {
    method: "POST",
    host: "slack.com",
    path: "/api/conversations.setPurpose",
    body: "json",
  },
  input: z.strictObject({
    channel,
    purpose: z.string().max(250).describe("New description; an empty one takes it away"),
  }),
  output: z.looseObject({
    channel: z.looseObject({ purpose: z.looseObject({ value: z.string() }) }).nullish(),
  }),
  ...aboutConversation,
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 2" },
  repeatable: true,
  errors: {
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    too_long: "At most 250 characters.",
    is_archived: "The channel is archived. Take another, or unarchive it.",
    user_is_restricted: "A guest may not do this.",
  },
  words: ["purpose", "description", "about", "set", "change", "update", "channel"],
  docs: "https://docs.slack.dev/reference/methods/conversations.setPurpose",
});
