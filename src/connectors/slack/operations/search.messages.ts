import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

export const searchMessages = defineOperation({
  id: "slack.search.messages",
  title: "Search messages",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/search.messages",
    body: "query",
  },
  input: z.strictObject({
    query: z
      .string()
      .min(1)
      .describe("What to search for; takes in:#channel, from:@name, before:2026-01-31"),
    count: z.number().int().min(1).max(100).optional().describe("How many to get, at most 100"),
    sort: z.enum(["score", "timestamp"]).optional().describe("Order: best match or time"),
    sort_dir: z.enum(["asc", "desc"]).optional().describe("Direction of the order"),
  }),
  output: z.looseObject({
    messages: z.looseObject({
      total: z.number().nullish(),
      matches: z.array(
        z.looseObject({
          ts: z.string(),
          text: z.string().nullish(),
          permalink: z.string().nullish(),
        }),
      ),
    }),
  }),
  // A bot cannot search: https://docs.slack.dev/reference/methods/search.messages
  scopes: { user: [["search:read"]] },
  rateLimit: { class: "tier 2" },
  repeatable: true,
  words: ["search", "find", "messages", "look for"],
  docs: "https://docs.slack.dev/reference/methods/search.messages",
});
