import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { eitherToken } from "../conversation-scopes.ts";
import { users, usersByName } from "../inputs.ts";
import { conversation } from "../outputs.ts";

export const conversationsOpen = defineOperation({
  id: "slack.conversations.open",
  title: "Open a direct message",
  kind: "write",
  effect: { words: "Open {#direct message} with {users|person}" },
  request: { method: "POST", host: "slack.com", path: "/api/conversations.open", body: "json" },
  input: z.strictObject({
    users: users.describe(
      "One person for a direct message, 2 to 8 for a group, as @names or user ids (U…)",
    ),
  }),
  output: z.looseObject({ channel: conversation, already_open: z.boolean().nullish() }),
  scopes: eitherToken("im:write"),
  scopesWhen: [{ input: "users", matches: ",", scopes: eitherToken("mpim:write") }],
  lookups: { users: usersByName },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    user_not_found: "Nobody in the workspace has this name or id.",
    user_disabled: "This account is deactivated.",
    too_many_users: "A group conversation takes at most 8 people.",
  },
  words: ["open", "start", "direct message", "dm", "group message", "conversation", "chat"],
  docs: "https://docs.slack.dev/reference/methods/conversations.open",
});
