import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersHistoryList = defineOperation({
  id: "gmail.users.history.list",
  title: "List what changed in the mailbox",
  kind: "read",
  request: {
    method: "GET",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/history",
    body: "query",
  },
  input: z.strictObject({
    startHistoryId: z.string().min(1).describe("Where to start, from an earlier answer"),
    historyTypes: z
      .array(z.enum(["messageAdded", "messageDeleted", "labelAdded", "labelRemoved"]))
      .optional()
      .describe("Which kinds of change count"),
    labelId: z.string().optional().describe("Id of a label that the emails have"),
    maxResults: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 500 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    history: z.array(z.looseObject({ id: z.string() })).nullish(),
    historyId: z.string(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("gmail.metadata", "gmail.readonly", "mail.google.com", "gmail.modify"),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "history",
    pageSize: "maxResults",
    maxPageSize: 500,
  },
  rateLimit: { class: "units", units: 2 },
  repeatable: true,
  errors: { "404": "The start is too old. Take the history id of a fresh read." },
  words: ["changes", "history", "new", "mailbox", "since"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.history/list",
});
