import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { user, userByName } from "../inputs.ts";
import { profile } from "../outputs.ts";

export const usersProfileGet = defineOperation({
  id: "slack.users.profile.get",
  title: "Read a profile",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/users.profile.get",
    body: "query",
  },
  input: z.strictObject({
    user: user
      .optional()
      .describe("Person, as @name or user id (U…); whose token it is where left out"),
    include_labels: z
      .boolean()
      .optional()
      .describe("Whether to name the fields of the workspace's own"),
  }),
  output: z.looseObject({ profile }),
  scopes: { bot: [["users.profile:read"]], user: [["users.profile:read"]] },
  lookups: { user: userByName },
  rateLimit: { class: "tier 4" },
  repeatable: true,
  errors: {
    user_not_found: "Nobody in the workspace has this name or id.",
  },
  words: ["profile", "status", "job title", "phone", "read", "person", "about"],
  docs: "https://docs.slack.dev/reference/methods/users.profile.get",
});
