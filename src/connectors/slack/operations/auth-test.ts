import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

export const authTest = defineOperation({
  id: "slack.auth.test",
  title: "See which account is connected",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/auth.test",
    body: "query",
  },
  input: z.strictObject({}),
  output: z.looseObject({
    url: z.string().nullish(),
    team: z.string(),
    team_id: z.string(),
    user: z.string(),
    user_id: z.string(),
    bot_id: z.string().nullish(),
  }),
  scopes: { bot: [[]], user: [[]] },
  rateLimit: { class: "hundreds" },
  repeatable: true,
  words: ["who am i", "account", "connected", "test", "check", "workspace"],
  docs: "https://docs.slack.dev/reference/methods/auth.test",
});
