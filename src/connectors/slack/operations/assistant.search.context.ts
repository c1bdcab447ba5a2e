import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { conversationType, cursor } from "../inputs.ts";
import { nextCursor } from "../outputs.ts";

const ofPerson = (kind: string) => ({ user: [[`search:read.${kind}`]] });

export const assistantSearchContext = defineOperation({
  id: "slack.assistant.search.context",
  title: "Search messages by meaning",
  kind: "read",
  request: {
    method: "POST",
    host: "slack.com",
    path: "/api/assistant.search.context",
    body: "json",
  },
  input: z.strictObject({
    query: z.string().min(1).describe("What to search for, as words or a question"),
    channel_types: conversationType,
    after: z.number().int().optional().describe("Only messages after this time, in Unix seconds"),
    before: z.number().int().optional().describe("Only messages before this time, in Unix seconds"),
    sort: z.enum(["score", "timestamp"]).optional().describe("Order: best match or time"),
    sort_dir: z.enum(["asc", "desc"]).optional().describe("Direction of the order"),
    limit: z.number().int().min(1).max(20).optional().describe("How many to get, at most 20"),
    cursor,
  }),
  output: z.looseObject({
    results: z.looseObject({
      messages: z
        .array(
          z.looseObject({
            channel_id: z.string().nullish(),
            message_ts: z.string().nullish(),
            content: z.string().nullish(),
            author_user_id: z.string().nullish(),
            permalink: z.string().nullish(),
          }),
        )
        .nullish(),
    }),
    response_metadata: nextCursor,
  }),
  // The app's own token would need an action_token, which only a message to the app brings.
  scopes: ofPerson("public"),
  scopesWhen: [
    { input: "channel_types", matches: "private_channel", scopes: ofPerson("private") },
    { input: "channel_types", matches: "mpim", scopes: ofPerson("mpim") },
    { input: "channel_types", matches: "^im$", scopes: ofPerson("im") },
  ],
  rateLimit: { class: "special" },
  repeatable: true,
  errors: {
    missing_query: "Say what to search for.",
    assistant_search_context_disabled: "The workspace has this search turned off. Ask an admin.",
  },
  words: ["search", "find", "look for", "ask", "question", "context", "messages"],
  docs: "https://docs.slack.dev/reference/methods/assistant.search.context",
});
