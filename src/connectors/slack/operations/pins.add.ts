import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName, messageTs } from "../inputs.ts";

export const pinsAdd = defineOperation({
  id: "slack.pins.add",
  title: "Pin a message",
  kind: "write",
  effect: { words: "Pin {#message} in {channel}" },
  request: { method: "POST", host: "slack.com", path: "/api/pins.add", body: "json" },
  input: z.strictObject({ channel, timestamp: messageTs }),
  output: z.looseObject({}),
  scopes: { bot: [["pins:write"]], user: [["pins:write"]] },
  lookups: { channel: channelByName },
  rateLimit: { class: "tier 2" },
  repeatable: true,
  errors: {
    already_pinned: "The message is pinned already.",
    message_not_found: "There is no message with this timestamp in the channel.",
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    restricted_action: "A setting of the workspace forbids pinning here. Ask an admin.",
  },
  words: ["pin", "keep on top", "stick", "message", "highlight"],
  docs: "https://docs.slack.dev/reference/methods/pins.add",
});
