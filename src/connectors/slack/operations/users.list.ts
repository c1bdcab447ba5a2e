import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { cursor, pageSize } from "../inputs.ts";
import { nextCursor, person } from "../outputs.ts";

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
    members: z.array(person),
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
  names: { list: "members", id: "id", name: ["name"], prefix: "@" },
  rateLimit: { class: "tier 2" },
  repeatable: true,
  words: ["list", "people", "members", "users", "team", "show", "all", "everyone"],
  docs: "https://docs.slack.dev/reference/methods/users.list",
});
