import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

export const usergroupsList = defineOperation({
  id: "slack.usergroups.list",
  title: "List user groups",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/usergroups.list",
    body: "query",
  },
  input: z.strictObject({
    include_users: z.boolean().optional().describe("Whether to list the members of each"),
    include_count: z.boolean().optional().describe("Whether to count the members of each"),
    include_disabled: z
      .boolean()
      .optional()
      .describe("Whether to list switched-off groups as well"),
  }),
  output: z.looseObject({
    usergroups: z.array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        handle: z.string(),
        description: z.string().nullish(),
        users: z.array(z.string()).nullish(),
        user_count: z.number().nullish(),
      }),
    ),
  }),
  scopes: { bot: [["usergroups:read"]], user: [["usergroups:read"]] },
  rateLimit: { class: "tier 2" },
  repeatable: true,
  errors: {
    plan_upgrade_required: "User groups need a paid plan of Slack.",
  },
  words: ["user groups", "groups", "teams", "handles", "list"],
  docs: "https://docs.slack.dev/reference/methods/usergroups.list",
});
