import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { listByName, tasklist } from "../inputs.ts";

export const tasksDelete = defineOperation({
  id: "googletasks.tasks.delete",
  title: "Delete a task",
  kind: "destructive",
  effect: { words: "Delete {#task} from {tasklist|task list}" },
  request: {
    method: "DELETE",
    host: "tasks.googleapis.com",
    path: "/tasks/v1/lists/{tasklist}/tasks/{task}",
    defaults: { tasklist: "@default" },
    body: "query",
  },
  input: z.strictObject({ tasklist, task: z.string().min(1).describe("Id of the task") }),
  output: z.looseObject({}),
  scopes: anyOf("tasks"),
  lookups: { tasklist: listByName },
  rateLimit: { class: "calls" },
  repeatable: true,
  words: ["delete", "remove", "task", "todo"],
  docs: "https://developers.google.com/workspace/tasks/reference/rest/v1/tasks/delete",
});
