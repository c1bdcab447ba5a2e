import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const tasklistsInsert = defineOperation({
  id: "googletasks.tasklists.insert",
  title: "Create a task list",
  kind: "write",
  effect: { words: "Create the task list {title|task list}" },
  request: {
    method: "POST",
    host: "tasks.googleapis.com",
    path: "/tasks/v1/users/@me/lists",
    body: "json",
  },
  input: z.strictObject({ title: z.string().min(1).describe("Name of the list") }),
  output: z.looseObject({ id: z.string(), title: z.string() }),
  scopes: anyOf("tasks"),
  rateLimit: { class: "calls" },
  repeatable: false,
  words: ["create", "new", "make", "task list", "list"],
  docs: "https://developers.google.com/workspace/tasks/reference/rest/v1/tasklists/insert",
});
