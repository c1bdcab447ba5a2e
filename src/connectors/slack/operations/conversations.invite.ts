import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { eitherToken, privateOrGroup, publicChannels } from "../conversation-scopes.ts";
import { channel, channelByName, users, usersByName } from "../inputs.ts";
import { conversation } from "../outputs.ts";

export const conversationsInvite = defineOperation({
  id: "slack.conversations.invite",
  title: "Add people to a channel",
  kind: "write",
  effect: { words: "Add {users|person} to {channel}" },
  request: { method: "POST", host: "slack.com", path: "/api/conversations.invite", body: "json" },
  input: z.strictObject({
    channel,
    users,
    force: z.boolean().optional().describe("Whether to add the others where one cannot be added"),
  }),
  output: z.looseObject({ channel: conversation }),
  scopes: publicChannels.orNarrower("channels:write.invites"),
  scopesWhen: [privateOrGroup(eitherToken("groups:write.invites", "groups:write"))],
  lookups: { channel: channelByName, users: usersByName },
  rateLimit: { class: "tier 3" },
  repeatable: false,
  errors: {
    already_in_channel: "They are in the channel already.",
    cant_invite_self: "The app cannot invite itself. Let it join, or invite it with /invite.",
    user_not_found: "Nobody in the workspace has this name or id.",
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    is_archived: "The channel is archived. Take another, or unarchive it.",
    method_not_supported_for_channel_type:
      "This works in channels only, not in direct conversations.",
  },
  words: ["invite", "add", "people", "person", "member", "bring in", "join"],
  docs: "https://docs.slack.dev/reference/methods/conversations.invite",
});
