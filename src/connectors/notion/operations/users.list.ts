import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageSize, paged, startCursor } from "../inputs.ts";
import { cursors, person } from "../outputs.ts";

export const usersList = defineOperation({
  id: "notion.users.list",
  title: "List people in the workspace",
  kind: "read",
  request: { method: "GET", host: "api.notion.com", path: "/v1/users", body: "query" },
  input: z.strictObject({
    email: z.string().optional().describe("Only the person with this address"),
    page_size: pageSize,
    start_cursor: startCursor,
  }),
  output: z.looseObject({ results: z.array(person), ...cursors }),
  scopes: needs("read_user_without_email", "read_user_with_email"),
  scopesWhen: [{ input: "email", given: true, scopes: needs("read_user_with_email") }],
  codeHelper: "listPeople",
  pagination: paged,
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["people", "users", "members", "list", "workspace", "who"],
  docs: "https://developers.notion.com/reference/get-users",
});
