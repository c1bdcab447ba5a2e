import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { blocks, channel, text, threadTs, user, userByName } from "../inputs.ts";

export const chatPostEphemeral = defineOperation({
  id: "slack.chat.postEphemeral",
  title: "Send a message that only one person sees",
  kind: "write",
  effect: { words: "Post {#message} that only {user|person} sees to {channel}", shows: "text" },
  request: { method: "POST", host: "slack.com", path: "/api/chat.postEphemeral", body: "json" },
  input: z.strictObject({
    channel,
    user,
    text,
    blocks,
    thread_ts: threadTs,
  }),
  output: z.looseObject({ message_ts: z.string() }),
  scopes: { bot: [["chat:write"]], user: [["chat:write"]] },
  // #name does for the channel here, as it does for chat.postMessage.
  lookups: { user: userByName },
  rateLimit: { class: "tier 4" },
  repeatable: false,
  errors: {
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
    user_not_in_channel: "The person is not in this channel. Add them first.",
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    is_archived: "The channel is archived. Take another, or unarchive it.",
    no_text: "The message is empty. Give it a text.",
  },
  words: [
    "whisper",
    "privately",
    "only visible",
    "only one person sees",
    "ephemeral",
    "message",
    "hint",
  ],
  docs: "https://docs.slack.dev/reference/methods/chat.postEphemeral",
});
