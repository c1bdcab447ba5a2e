import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

export const conversationsCreate = defineOperation({
  id: "slack.conversations.create",
  title: "Create a channel",
  kind: "write",
  request: { method: "POST", host: "slack.com", path: "/api/conversations.create", body: "json" },
  input: z.strictObject({
    name: z
      .string()
      .regex(/^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u, "must be 1 to 80 lower-case letters, digits, - or _")
      .describe("Name of the new channel: lower case, digits, - and _"),
    is_private: z.boolean().optional().describe("Whether the channel is private"),
  }),
  output: z.looseObject({ channel: z.looseObject({ id: z.string(), name: z.string() }) }),
  scopes: { bot: [["channels:manage"]], user: [["channels:write"]] },
  scopesWhen: [
    {
      input: "is_private",
      matches: "^true$",
      scopes: { bot: [["groups:write"]], user: [["groups:write"]] },
    },
  ],
  rateLimit: "Tier 2",
  repeatable: false,
  errors: {
    name_taken: "There is a channel of this name already. Take another name.",
    restricted_action: "A setting of the workspace forbids creating channels. Ask an admin.",
  },
  words: ["create", "make", "new", "open", "channel", "room"],
  docs: "https://docs.slack.dev/reference/methods/conversations.create",
});
