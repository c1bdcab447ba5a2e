import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { eitherToken, privateOrGroup, publicChannels } from "../conversation-scopes.ts";
import { channel, channelByName, newChannelName } from "../inputs.ts";
import { conversation } from "../outputs.ts";

export const conversationsRename = defineOperation({
  id: "slack.conversations.rename",
  title: "Rename a channel",
  kind: "write",
  effect: { words: "Rename {channel} to {name}" },
  request: { method: "POST", host: "slack.com", path: "/api/conversations.rename", body: "json" },
  input: z.strictObject({ channel, name: newChannelName }),
  output: z.looseObject({ channel: conversation }),
  scopes: publicChannels.manage,
  scopesWhen: [privateOrGroup(eitherToken("groups:write"))],
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 2" },
  repeatable: true,
  errors: {
    name_taken: "There is a channel of this name already. Take another name.",
    not_authorized: "Only who created the channel, or an admin, may rename it.",
    is_archived: "The channel is archived. Take another, or unarchive it.",
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    method_not_supported_for_channel_type:
      "This works in channels only, not in direct conversations.",
  },
  words: ["rename", "new name", "call", "name", "change", "channel"],
  docs: "https://docs.slack.dev/reference/methods/conversations.rename",
});
