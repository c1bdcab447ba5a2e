import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName, messageTs } from "../inputs.ts";

export const chatDelete = defineOperation({
  id: "slack.chat.delete",
  title: "Delete a message",
  kind: "destructive",
  effect: { words: "Delete {#message} from {channel}" },
  request: { method: "POST", host: "slack.com", path: "/api/chat.delete", body: "json" },
  input: z.strictObject({ channel, ts: messageTs }),
  output: z.looseObject({ channel: z.string(), ts: z.string() }),
  scopes: { bot: [["chat:write"]], user: [["chat:write"]] },
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 3" },
  repeatable: false,
  errors: {
    message_not_found:
      "There is no message with this timestamp in the channel; it may be deleted already.",
    cant_delete_message: "Only messages of the same author can be deleted.",
  },
  words: ["delete", "remove", "message"],
  docs: "https://docs.slack.dev/reference/methods/chat.delete",
});
