import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { listByName, tasklist } from "../inputs.ts";

export const tasksPatch = defineOperation({
  id: "googletasks.tasks.patch",
  title: "Change or complete a task",
  kind: "write",
  effect: { words: "Change {#task} in {tasklist|task list}", shows: "title" },
  request: {
    method: "PATCH",
    host: "tasks.googleapis.com",
    path: "/tasks/v1/lists/{tasklist}/tasks/{task}",
    defaults: { tasklist: "@default" },
    body: "json",
  },
  input: z.strictObject({
    tasklist,
    task: z.string().min(1).describe("Id of the task"),
    title: z.string().optional().describe("What is to be done"),
    notes: z.string().optional().describe("Details of the task"),
    due: z
      .string()
      .optional()
      .describe("Day it is due, such as 2026-12-04; a time of day is not kept"),
    status: z.enum(["needsAction", "completed"]).optional().describe("Whether it is done"),
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
  codeHelper: "changeTask",
  codeParts: ["task"],
  rateLimit: { class: "calls" },
  repeatable: true,
  sayings: [
    {
      words: [
        "complete",
        "as completed",
        "as done",
        "as complete",
        "done",
        "finish",
        "erledigt",
        "abgeschlossen",
        "completa",
        "completada",
        "hecha",
        "terminee",
        "fait",
        "concluida",
        "feita",
      ],
      with: { status: "completed" },
    },
    {
      words: ["reopen", "as open", "not done", "wieder offen", "reabre"],
      with: { status: "needsAction" },
    },
  ],
  words: ["change", "complete", "done", "finish", "update", "task", "todo"],
  docs: "https://developers.google.com/workspace/tasks/reference/rest/v1/tasks/patch",
});
