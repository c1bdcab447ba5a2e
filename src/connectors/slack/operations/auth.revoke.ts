import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

export const authRevoke = defineOperation({
  id: "slack.auth.revoke",
  title: "Disconnect: end this sign-in",
  kind: "destructive",
  effect: { words: "Disconnect Slack: end this sign-in" },
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/auth.revoke",
    body: "query",
  },
  input: z.strictObject({
    test: z.boolean().optional().describe("Whether to try only, and end nothing"),
  }),
  output: z.looseObject({ revoked: z.boolean() }),
  // The app's token is one for the whole workspace: ending it ends every connection there.
  scopes: { bot: [[]], user: [[]] },
  rateLimit: { class: "tier 3" },
  repeatable: false,
  errors: {
    token_revoked: "The sign-in has ended already.",
  },
  words: ["disconnect", "revoke", "sign out", "log out", "end"],
  docs: "https://docs.slack.dev/reference/methods/auth.revoke",
});
