import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const tasklistsList = defineOperation({
  id: "googletasks.tasklists.list",
  title: "List task lists",
  kind: "read",
  request: {
    method: "GET",
    host: "tasks.googleapis.com",
    path: "/tasks/v1/users/@me/lists",
    body: "query",
  },
  input: z.strictObject({
    maxResults: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 1000 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    items: z.array(z.looseObject({ id: z.string(), title: z.string() })).nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("tasks.readonly", "tasks"),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "items",
    pageSize: "maxResults",
    maxPageSize: 1000,
  },
  names: { list: "items", id: "id", name: ["title"] },
  rateLimit: { class: "calls" },
  repeatable: true,
  words: ["list", "task lists", "show", "lists"],
  docs: "https://developers.google.com/workspace/tasks/reference/rest/v1/tasklists/list",
});
