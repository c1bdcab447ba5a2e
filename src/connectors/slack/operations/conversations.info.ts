import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { inConversation } from "../conversation-scopes.ts";
import { channel, channelByName } from "../inputs.ts";

export const conversationsInfo = defineOperation({
  id: "slack.conversations.info",
  title: "Read about a channel",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/conversations.info",
    body: "query",
  },
  input: z.strictObject({
    channel,
    include_num_members: z.boolean().optional().describe("Whether to count the members as well"),
  }),
  output: z.looseObject({
    channel: z.looseObject({
      id: z.string(),
      name: z.string().nullish(),
      is_private: z.boolean().nullish(),
      is_archived: z.boolean().nullish(),
      is_member: z.boolean().nullish(),
      num_members: z.number().nullish(),
      topic: z.looseObject({ value: z.string() }).nullish(),
      purpose: z.looseObject({ value: z.string() }).nullish(),
    }),
  }),
  ...inConversation("read"),
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
  },
  words: ["channel", "about", "info", "details", "topic", "description", "look up"],
  docs: "https://docs.slack.dev/reference/methods/conversations.info",
});
