import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { blocks, channelOrName, personByName, text, threadTs } from "../inputs.ts";

const underAnotherName = [["chat:write", "chat:write.customize"]];

export const chatPostMessage = defineOperation({
  id: "slack.chat.postMessage",
  title: "Send a message",
  kind: "write",
  effect: { words: "Post {#message} to {channel}", shows: "text" },
  request: { method: "POST", host: "slack.com", path: "/api/chat.postMessage", body: "json" },
  input: z.strictObject({
    channel: channelOrName,
    text,
    blocks,
    thread_ts: threadTs,
    reply_broadcast: z.boolean().optional().describe("Show a thread answer in the channel as well"),
    unfurl_links: z.boolean().optional().describe("Whether links are shown with a preview"),
    username: z.string().optional().describe("Name to post under, in place of the app's"),
    icon_emoji: z.string().optional().describe("Emoji to post with, in place of the app's picture"),
  }),
  output: z.looseObject({ channel: z.string(), ts: z.string() }),
  scopes: { bot: [["chat:write"]], user: [["chat:write"]] },
  scopesWhen: [
    { input: "username", matches: ".", scopes: { bot: underAnotherName } },
    { input: "icon_emoji", matches: ".", scopes: { bot: underAnotherName } },
  ],
  lookups: { channel: personByName },
  rateLimit: { class: "posting" },
  repeatable: false,
  errors: {
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    is_archived: "The channel is archived. Take another, or unarchive it.",
    no_text: "The message is empty. Give it a text.",
    restricted_action: "A setting of the workspace forbids posting here. Ask an admin.",
  },
  words: [
    "post",
    "send",
    "message",
    "notify",
    "tell",
    "announce",
    "alert",
    "write",
    "share",
    "dm",
    "ping",
    "say",
  ],
  docs: "https://docs.slack.dev/reference/methods/chat.postMessage",
});
