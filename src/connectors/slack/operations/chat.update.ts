import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { blocks, channel, channelByName, messageTs, text } from "../inputs.ts";

export const chatUpdate = defineOperation({
  id: "slack.chat.update",
  title: "Change a message",
  kind: "write",
  effect: { words: "Change {#message} in {channel}", shows: "text" },
  request: { method: "POST", host: "slack.com", path: "/api/chat.update", body: "json" },
  input: z.strictObject({ channel, ts: messageTs, text, blocks }),
  output: z.looseObject({ channel: z.string(), ts: z.string(), text: z.string().nullish() }),
  scopes: { bot: [["chat:write"]], user: [["chat:write"]] },
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    message_not_found: "There is no message with this timestamp in the channel.",
    cant_update_message: "Only messages of the same author can be changed.",
    edit_window_closed: "The workspace no longer lets this message be changed.",
  },
  words: ["edit", "change", "update", "correct", "message"],
  docs: "https://docs.slack.dev/reference/methods/chat.update",
});
