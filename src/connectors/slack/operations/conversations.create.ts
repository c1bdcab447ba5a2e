import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { eitherToken, publicChannels } from "../conversation-scopes.ts";
import { newChannelName } from "../inputs.ts";

export const conversationsCreate = defineOperation({
  id: "slack.conversations.create",
  title: "Create a channel",
  kind: "write",
  effect: { words: "Create the channel {name|channel}" },
  request: { method: "POST", host: "slack.com", path: "/api/conversations.create", body: "json" },
  input: z.strictObject({
    name: newChannelName,
    is_private: z.boolean().optional().describe("Whether the channel is private"),
  }),
  output: z.looseObject({ channel: z.looseObject({ id: z.string(), name: z.string() }) }),
  scopes: publicChannels.manage,
  scopesWhen: [{ input: "is_private", matches: "^true$", scopes: eitherToken("groups:write") }],
  rateLimit: { class: "tier 2" },
  repeatable: false,
  errors: {
    name_taken: "There is a channel of this name already. Take another name.",
    restricted_action: "A setting of the workspace forbids creating channels. Ask an admin.",
  },
  words: ["create", "make", "new", "open", "channel", "room"],
  docs: "https://docs.slack.dev/reference/methods/conversations.create",
});
