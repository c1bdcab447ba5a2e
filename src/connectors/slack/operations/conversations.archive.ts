import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { eitherToken, privateOrGroup, publicChannels } from "../conversation-scopes.ts";
import { channel, channelByName } from "../inputs.ts";

export const conversationsArchive = defineOperation({
  id: "slack.conversations.archive",
  title: "Archive a channel",
  kind: "destructive",
  effect: { words: "Archive {channel}" },
  request: { method: "POST", host: "slack.com", path: "/api/conversations.archive", body: "json" },
  input: z.strictObject({ channel }),
  output: z.looseObject({}),
  scopes: publicChannels.manage,
  scopesWhen: [privateOrGroup(eitherToken("groups:write"))],
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 2" },
  repeatable: false,
  errors: {
    already_archived: "The channel is archived already.",
    cant_archive_general: "The channel that everybody is in cannot be archived.",
    restricted_action: "A setting of the workspace forbids archiving. Ask an admin.",
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    method_not_supported_for_channel_type:
      "This works in channels only, not in direct conversations.",
  },
  words: ["archive", "close", "retire", "shut down", "channel"],
  docs: "https://docs.slack.dev/reference/methods/conversations.archive",
});
