import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, links, needs, owner, ownerByEmail } from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmTasksCreate = defineOperation({
  id: "hubspot.crm.tasks.create",
  title: "Create a task",
  kind: "write",
  effect: {
    words: "Create {#task}",
    at: { subject: "properties.hs_task_subject" },
    shows: "subject",
  },
  request: { method: "POST", host, path: "/crm/objects/2026-09/tasks", body: "json" },
  input: z.strictObject({
    subject: z.string().min(1).describe("Subject of the task"),
    due: z.string().optional().describe("When it is due, as a date or a time; now where left out"),
    body: z.string().optional().describe("Details of the task"),
    priority: z.enum(["LOW", "MEDIUM", "HIGH"]).optional().describe("Priority of the task"),
    hubspot_owner_id: owner,
    ...links,
  }),
  output: record,
  scopes: needs("crm.objects.contacts.write"),
  lookups: { hubspot_owner_id: ownerByEmail },
  codeHelper: "createHubspotTask",
  codeParts: ["asTexts", "saveRecord", "linksOf"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["create", "add", "new", "task", "to-do", "follow-up", "reminder"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/activities/tasks/guide",
});
