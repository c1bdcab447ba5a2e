import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { cursor, nextCursor, pageSize } from "../inputs.ts";

export const usersList = defineOperation({
  id: "slack.users.list",
  title: "List people",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/users.list",
    body: "query",
  },
  input: z.strictObject({ limit: pageSize(1000), cursor }),
  output: z.looseObject({
    members: z.array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        real_name: z.string().nullish(),
        deleted: z.boolean().nullish(),
        is_bot: z.boolean().nullish(),
        profile: z.looseObject({ display_name: z.string().nullish() }).nullish(),
      }),
    ),
    response_metadata: nextCursor,
  }),
  scopes: { bot: [["users:read"]], user: [["users:read"]] },
  pagination: {
    cursor: "cursor",
    next: "response_metadata.next_cursor",
    items: "members",
    pageSize: "limit",
    maxPageSize: 1000,
  },
  rateLimit: "Tier 2",
  repeatable: true,
  words: ["list", "people", "members", "users", "team", "show", "all", "everyone"],
  docs: "https://docs.slack.dev/reference/methods/users.list",
});
