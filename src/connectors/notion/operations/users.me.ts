import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors } from "../inputs.ts";

export const usersMe = defineOperation({
  id: "notion.users.me",
  title: "See which account is connected",
  kind: "read",
  request: { method: "GET", host: "api.notion.com", path: "/v1/users/me", body: "query" },
  input: z.strictObject({}),
  output: z.looseObject({
    id: z.string(),
    name: z.string().nullish(),
    bot: z.looseObject({ workspace_name: z.string().nullish() }).nullish(),
  }),
  // Any connection may ask who it is.
  scopes: { user: [[]] },
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["account", "connected", "workspace", "who am i", "bot"],
  docs: "https://developers.notion.com/reference/get-self",
});
