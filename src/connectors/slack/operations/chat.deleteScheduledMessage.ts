import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName } from "../inputs.ts";

export const chatDeleteScheduledMessage = defineOperation({
  id: "slack.chat.deleteScheduledMessage",
  title: "Cancel a scheduled message",
  kind: "destructive",
  effect: { words: "Cancel {#scheduled message} to {channel}" },
  request: {
    method: "POST",
    host: "slack.com",
    path: "/api/chat.deleteScheduledMessage",
    body: "json",
  },
  input: z.strictObject({
    channel,
    scheduled_message_id: z.string().min(1).describe("Id of the scheduled message (Q…)"),
  }),
  output: z.looseObject({}),
  scopes: { bot: [["chat:write"]], user: [["chat:write"]] },
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 3" },
  repeatable: false,
  errors: {
    invalid_scheduled_message_id:
      "There is no such scheduled message; it may be posted or cancelled already.",
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
  },
  words: ["cancel", "unschedule", "scheduled", "message", "planned", "delete"],
  docs: "https://docs.slack.dev/reference/methods/chat.deleteScheduledMessage",
});
