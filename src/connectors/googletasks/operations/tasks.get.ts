import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { listByName, tasklist } from "../inputs.ts";

export const tasksGet = defineOperation({
  id: "googletasks.tasks.get",
  title: "Read a task",
  kind: "read",
  request: {
    method: "GET",
    host: "tasks.googleapis.com",
    path: "/tasks/v1/lists/{tasklist}/tasks/{task}",
    defaults: { tasklist: "@default" },
    body: "query",
  },
  input: z.strictObject({ tasklist, task: z.string().min(1).describe("Id of the task") }),
  output: z.looseObject({
    id: z.string(),
    title: z.string().nullish(),
    notes: z.string().nullish(),
    status: z.string().nullish(),
    due: z.string().nullish(),
    completed: z.string().nullish(),
  }),
  scopes: anyOf("tasks.readonly", "tasks"),
  lookups: { tasklist: listByName },
  rateLimit: { class: "calls" },
  repeatable: true,
  words: ["read", "get", "task", "todo"],
  docs: "https://developers.google.com/workspace/tasks/reference/rest/v1/tasks/get",
});
