import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { user, userByName } from "../inputs.ts";
import { person } from "../outputs.ts";

export const usersInfo = defineOperation({
  id: "slack.users.info",
  title: "Read about a person",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/users.info",
    body: "query",
  },
  input: z.strictObject({ user }),
  output: z.looseObject({ user: person }),
  scopes: { bot: [["users:read"]], user: [["users:read"]] },
  lookups: { user: userByName },
  rateLimit: { class: "tier 4" },
  repeatable: true,
  errors: {
    user_not_found: "Nobody in the workspace has this name or id.",
    user_not_visible: "The app may not see this person.",
  },
  words: ["person", "who is", "user", "details", "time zone", "info"],
  docs: "https://docs.slack.dev/reference/methods/users.info",
});
