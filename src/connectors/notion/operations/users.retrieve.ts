import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs } from "../inputs.ts";
import { person } from "../outputs.ts";

export const usersRetrieve = defineOperation({
  id: "notion.users.retrieve",
  title: "Look up a person",
  kind: "read",
  request: { method: "GET", host: "api.notion.com", path: "/v1/users/{user_id}", body: "query" },
  input: z.strictObject({ user_id: z.string().min(1).describe("Id of the person") }),
  output: person,
  scopes: needs("read_user_without_email", "read_user_with_email"),
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["person", "user", "look up", "member", "who"],
  docs: "https://developers.notion.com/reference/get-user",
});
