import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName } from "../inputs.ts";

export const bookmarksAdd = defineOperation({
  id: "slack.bookmarks.add",
  title: "Add a bookmark to a channel",
  kind: "write",
  effect: { words: "Add {#bookmark} to {channel_id}", shows: "title" },
  request: { method: "POST", host: "slack.com", path: "/api/bookmarks.add", body: "json" },
  input: z.strictObject({
    channel_id: channel,
    title: z.string().min(1).describe("Title of the bookmark"),
    link: z.url({ protocol: /^https?$/ }).describe("Address that the bookmark leads to"),
    emoji: z.string().optional().describe("Emoji to show beside it, such as :rocket:"),
  }),
  output: z.looseObject({
    bookmark: z.looseObject({ id: z.string(), link: z.string().nullish() }),
  }),
  // `type` is `link` in every call: Slack has no other kind.
  scopes: { bot: [["bookmarks:write"]], user: [["bookmarks:write"]] },
  lookups: { channel_id: channelByName },
  rateLimit: { class: "tier 2" },
  repeatable: false,
  errors: {
    invalid_link:
      "The address is not one that Slack takes. It must start with https:// or http://.",
    too_many_bookmarks: "A channel takes at most 100 bookmarks.",
    channel_not_found:
      "There is no such channel, or the app cannot see it. Check the name, or invite the app.",
  },
  words: ["bookmark", "link", "save", "add", "channel", "shortcut"],
  docs: "https://docs.slack.dev/reference/methods/bookmarks.add",
});
