import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { profile } from "../outputs.ts";

export const usersProfileSet = defineOperation({
  id: "slack.users.profile.set",
  title: "Set my status or profile",
  kind: "write",
  effect: { words: "Change my Slack profile", shows: "status_text" },
  request: {
    method: "POST",
    host: "slack.com",
    path: "/api/users.profile.set",
    places: {
      status_text: "profile.status_text",
      status_emoji: "profile.status_emoji",
      status_expiration: "profile.status_expiration",
      display_name: "profile.display_name",
      title: "profile.title",
      phone: "profile.phone",
      pronouns: "profile.pronouns",
    },
    body: "json",
  },
  input: z.strictObject({
    status_text: z.string().max(100).optional().describe("Status to show beside the name"),
    status_emoji: z
      .string()
      .regex(/^(?::[^:\s]+:)?$/, "must be the emoji's name between colons")
      .optional()
      .describe("Emoji of the status between colons, such as :palm_tree:"),
    status_expiration: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe("When the status ends, in Unix seconds; 0 for never"),
    display_name: z.string().optional().describe("Name to be shown under"),
    title: z.string().optional().describe("What one does, such as Designer"),
    phone: z.string().optional().describe("Phone number, as text"),
    pronouns: z.string().optional().describe("Pronouns to be spoken of with"),
  }),
  output: z.looseObject({ profile }),
  // Nobody but the person sets their status: https://docs.slack.dev/reference/methods/users.profile.set
  scopes: { user: [["users.profile:write"]] },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    too_long: "A status takes at most 100 characters.",
    profile_status_set_failed_not_valid_emoji: "The workspace has no emoji of this name.",
  },
  words: ["status", "away", "vacation", "profile", "busy", "set", "my"],
  docs: "https://docs.slack.dev/reference/methods/users.profile.set",
});
