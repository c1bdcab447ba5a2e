import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, searchFields, searchPages } from "../inputs.ts";
import { found } from "../outputs.ts";
import { doneWords, openWords } from "../sayings.ts";

export const crmTasksSearch = defineOperation({
  id: "hubspot.crm.tasks.search",
  title: "Find tasks",
  kind: "read",
  request: { method: "POST", host, path: "/crm/objects/2026-09/tasks/search", body: "json" },
  input: z.strictObject({
    hs_task_status: z
      .string()
      .optional()
      .describe("Status of the tasks: NOT_STARTED, IN_PROGRESS or COMPLETED"),
    open: z.boolean().optional().describe("Whether the tasks are still to be done"),
    ...searchFields,
  }),
  output: found,
  scopes: needs("crm.objects.contacts.read"),
  codeHelper: "findTasks",
  codeParts: ["searchRecords"],
  pagination: searchPages,
  shows: [
    { path: "properties.hs_task_subject", label: "Task" },
    { path: "properties.hs_task_status", label: "Status" },
    { path: "properties.hs_task_priority", label: "Priority" },
    { path: "properties.hs_timestamp", label: "Due", as: "datetime" },
  ],
  rateLimit: { class: "searches" },
  repeatable: true,
  errors,
  sayings: [
    { words: openWords, with: { open: true } },
    { words: doneWords, with: { open: false } },
  ],
  words: ["find", "search", "list", "get", "tasks", "to-dos", "overdue", "show"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm",
});
