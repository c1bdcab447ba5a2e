import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { ofListedType } from "../conversation-scopes.ts";
import {
  conversationType,
  cursor,
  excludeArchived,
  pageSize,
  user,
  userByName,
} from "../inputs.ts";
import { conversation, nextCursor } from "../outputs.ts";

export const usersConversations = defineOperation({
  id: "slack.users.conversations",
  title: "List the channels someone is in",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/users.conversations",
    body: "query",
  },
  input: z.strictObject({
    user: user
      .optional()
      .describe("Person, as @name or user id (U…); whose token it is where left out"),
    types: conversationType,
    exclude_archived: excludeArchived,
    limit: pageSize(1000),
    cursor,
  }),
  output: z.looseObject({ channels: z.array(conversation), response_metadata: nextCursor }),
  ...ofListedType,
  lookups: { user: userByName },
  pagination: {
    cursor: "cursor",
    next: "response_metadata.next_cursor",
    items: "channels",
    pageSize: "limit",
    maxPageSize: 1000,
  },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    user_not_found: "Nobody in the workspace has this name or id.",
  },
  words: ["channels", "member of", "which channels", "my channels", "someone", "list", "in"],
  docs: "https://docs.slack.dev/reference/methods/users.conversations",
});
