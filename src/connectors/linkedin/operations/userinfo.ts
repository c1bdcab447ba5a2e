import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host } from "../inputs.ts";

export const userinfo = defineOperation({
  id: "linkedin.userinfo",
  title: "Get my profile",
  kind: "read",
  request: { method: "GET", host, path: "/v2/userinfo", body: "json" },
  input: z.strictObject({
    email: z
      .boolean()
      .optional()
      .describe("Whether the email address is wanted too, which needs a permission of its own"),
  }),
  output: z.looseObject({
    sub: z.string(),
    name: z.string().nullish(),
    given_name: z.string().nullish(),
    family_name: z.string().nullish(),
    picture: z.string().nullish(),
    email: z.string().nullish(),
  }),
  scopes: { user: [["openid", "profile"]] },
  scopesWhen: [
    { input: "email", matches: "true", scopes: { user: [["openid", "profile", "email"]] } },
  ],
  codeHelper: "myLinkedinProfile",
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["profile", "me", "myself", "my name", "account"],
  docs: "https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2",
});
