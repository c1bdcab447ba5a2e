import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { listByName, tasklist } from "../inputs.ts";

export const tasksMove = defineOperation({
  id: "googletasks.tasks.move",
  title: "Move a task",
  kind: "write",
  effect: { words: "Move {#task} in {tasklist|task list}" },
  request: {
    method: "POST",
    host: "tasks.googleapis.com",
    path: "/tasks/v1/lists/{tasklist}/tasks/{task}/move",
    defaults: { tasklist: "@default" },
    body: "query",
  },
  input: z.strictObject({
    tasklist,
    task: z.string().min(1).describe("Id of the task"),
    parent: z.string().optional().describe("Id of the task to put it under"),
    previous: z.string().optional().describe("Id of the task to put it after"),
    destinationTasklist: z.string().optional().describe("Id of the list to move it to"),
  }),
  output: z.looseObject({
    id: z.string(),
    parent: z.string().nullish(),
    position: z.string().nullish(),
  }),
  scopes: anyOf("tasks"),
  lookups: { tasklist: listByName },
  rateLimit: { class: "calls" },
  repeatable: true,
  words: ["move", "order", "task", "todo", "list"],
  docs: "https://developers.google.com/workspace/tasks/reference/rest/v1/tasks/move",
});
