import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

// users:read.email is granted only together with users:read.
const withEmail = [["users:read", "users:read.email"]];

export const usersLookupByEmail = defineOperation({
  id: "slack.users.lookupByEmail",
  title: "Find a person by email",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/users.lookupByEmail",
    body: "query",
  },
  input: z.strictObject({ email: z.email().describe("Email address of the person") }),
  output: z.looseObject({
    user: z.looseObject({ id: z.string(), name: z.string(), real_name: z.string().nullish() }),
  }),
  scopes: { bot: withEmail, user: withEmail },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    users_not_found: "Nobody in the workspace has this address, or their account is deactivated.",
  },
  words: ["find", "look up", "person", "user", "email", "who", "member"],
  docs: "https://docs.slack.dev/reference/methods/users.lookupByEmail",
});
