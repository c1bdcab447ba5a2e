import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

export const remindersAdd = defineOperation({
  id: "slack.reminders.add",
  title: "Set a reminder",
  kind: "write",
  effect: { words: "Set {#reminder}", shows: "text" },
  request: { method: "POST", host: "slack.com", path: "/api/reminders.add", body: "json" },
  input: z.strictObject({
    text: z.string().min(1).describe("What to be reminded of"),
    time: z
      .string()
      .min(1)
      .describe("When: words such as in 15 minutes or every Thursday, or Unix seconds as text"),
  }),
  output: z.looseObject({
    reminder: z.looseObject({
      id: z.string(),
      text: z.string().nullish(),
      time: z.number().nullish(),
    }),
  }),
  // One can remind oneself only: https://docs.slack.dev/changelog/2023-07-its-later-already-for-stars-and-reminders
  scopes: { user: [["reminders:write"]] },
  rateLimit: { class: "tier 2" },
  repeatable: false,
  errors: {
    cannot_parse:
      "Slack does not understand this time. Try: in 2 hours, tomorrow at 9am, every Monday.",
  },
  words: ["remind", "reminder", "remember", "later", "me", "follow up"],
  docs: "https://docs.slack.dev/reference/methods/reminders.add",
});
