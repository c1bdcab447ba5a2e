import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { listByName, tasklist } from "../inputs.ts";

export const tasksInsert = defineOperation({
  id: "googletasks.tasks.insert",
  title: "Create a task",
  kind: "write",
  effect: { words: "Create {#task} in {tasklist|task list}", shows: "title" },
  request: {
    method: "POST",
    host: "tasks.googleapis.com",
    path: "/tasks/v1/lists/{tasklist}/tasks",
    defaults: { tasklist: "@default" },
    body: "json",
  },
  input: z.strictObject({
    tasklist,
    title: z.string().min(1).describe("What is to be done"),
    notes: z.string().optional().describe("Details of the task"),
    due: z
      .string()
      .optional()
      .describe("Day it is due, such as 2026-12-04; a time of day is not kept"),
    parent: z.string().optional().describe("Id of the task it belongs to"),
    previous: z.string().optional().describe("Id of the task it comes after"),
  }),
  output: z.looseObject({
    id: z.string(),
    title: z.string().nullish(),
    notes: z.string().nullish(),
    status: z.string().nullish(),
    due: z.string().nullish(),
    completed: z.string().nullish(),
  }),
  scopes: anyOf("tasks"),
  lookups: { tasklist: listByName },
  codeHelper: "createTask",
  codeParts: ["task"],
  rateLimit: { class: "calls" },
  repeatable: false,
  words: ["create", "add", "new", "task", "todo", "to-do"],
  docs: "https://developers.google.com/workspace/tasks/reference/rest/v1/tasks/insert",
});
