import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { blocks, channelOrName, personByName, text, threadTs } from "../inputs.ts";

export const chatScheduleMessage = defineOperation({
  id: "slack.chat.scheduleMessage",
  title: "Schedule a message",
  kind: "write",
  effect: { words: "Schedule {#message} to {channel}", shows: "text" },
  request: { method: "POST", host: "slack.com", path: "/api/chat.scheduleMessage", body: "json" },
  input: z.strictObject({
    channel: channelOrName,
    text,
    post_at: z
      .number()
      .int()
      .positive()
      .describe("When to post, in Unix seconds, at most 120 days ahead"),
    blocks,
    thread_ts: threadTs,
  }),
  output: z.looseObject({
    channel: z.string(),
    scheduled_message_id: z.string(),
    post_at: z.number(),
  }),
  scopes: { bot: [["chat:write"]], user: [["chat:write"]] },
  lookups: { channel: personByName },
  rateLimit: { class: "tier 3" },
  repeatable: false,
  errors: {
    time_in_past: "The time to post at is over. Give a later one.",
    time_too_far: "Slack schedules at most 120 days ahead.",
    restricted_too_many: "At most 30 messages can be scheduled for a channel in five minutes.",
  },
  words: ["schedule", "later", "message", "plan"],
  docs: "https://docs.slack.dev/reference/methods/chat.scheduleMessage",
});
