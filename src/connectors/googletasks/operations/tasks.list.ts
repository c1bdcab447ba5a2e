import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { listByName, tasklist } from "../inputs.ts";

export const tasksList = defineOperation({
  id: "googletasks.tasks.list",
  title: "List tasks",
  kind: "read",
  request: {
    method: "GET",
    host: "tasks.googleapis.com",
    path: "/tasks/v1/lists/{tasklist}/tasks",
    defaults: { tasklist: "@default" },
    body: "query",
  },
  input: z.strictObject({
    tasklist,
    showCompleted: z.boolean().optional().describe("Whether done tasks count too"),
    showHidden: z
      .boolean()
      .optional()
      .describe("Whether tasks done in Google's own apps count too"),
    dueMin: z.string().optional().describe("Only tasks due from this time on, in RFC 3339"),
    dueMax: z.string().optional().describe("Only tasks due before this time, in RFC 3339"),
    updatedMin: z.string().optional().describe("Only tasks changed since this time, in RFC 3339"),
    maxResults: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 100 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    items: z
      .array(
        z.looseObject({
          id: z.string(),
          title: z.string().nullish(),
          notes: z.string().nullish(),
          status: z.string().nullish(),
          due: z.string().nullish(),
          completed: z.string().nullish(),
        }),
      )
      .nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("tasks.readonly", "tasks"),
  lookups: { tasklist: listByName },
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "items",
    pageSize: "maxResults",
    maxPageSize: 100,
  },
  rateLimit: { class: "calls" },
  repeatable: true,
  sayings: [
    {
      words: [
        "open",
        "unfinished",
        "pending",
        "not done",
        "offene",
        "offenen",
        "abiertas",
        "pendientes",
        "ouvertes",
        "abertas",
        "pendentes",
      ],
      with: { showCompleted: false },
    },
  ],
  words: ["list", "tasks", "todos", "to-dos", "open", "show", "due"],
  docs: "https://developers.google.com/workspace/tasks/reference/rest/v1/tasks/list",
});
