import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { labelByName, labelIds } from "../inputs.ts";

export const usersThreadsList = defineOperation({
  id: "gmail.users.threads.list",
  title: "Find conversations",
  kind: "read",
  request: {
    method: "GET",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/threads",
    body: "query",
  },
  input: z.strictObject({
    q: z.string().optional().describe("Search as in Gmail: is:unread newer_than:7d has:attachment"),
    from: z.string().optional().describe("Address of the sender"),
    to: z.string().optional().describe("Address of the receiver"),
    subject: z.string().optional().describe("Words in the subject"),
    isUnread: z.boolean().optional().describe("Whether only unread ones count"),
    labelIds,
    includeSpamTrash: z.boolean().optional().describe("Whether spam and trash count too"),
    maxResults: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 500 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    threads: z.array(z.looseObject({ id: z.string(), snippet: z.string().nullish() })).nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("gmail.metadata", "gmail.readonly", "gmail.modify", "mail.google.com"),
  scopesWhen: [
    { input: "q", given: true, scopes: anyOf("gmail.readonly", "gmail.modify", "mail.google.com") },
    {
      input: "from",
      given: true,
      scopes: anyOf("gmail.readonly", "gmail.modify", "mail.google.com"),
    },
    {
      input: "to",
      given: true,
      scopes: anyOf("gmail.readonly", "gmail.modify", "mail.google.com"),
    },
    {
      input: "subject",
      given: true,
      scopes: anyOf("gmail.readonly", "gmail.modify", "mail.google.com"),
    },
    {
      input: "isUnread",
      given: true,
      scopes: anyOf("gmail.readonly", "gmail.modify", "mail.google.com"),
    },
  ],
  lookups: { labelIds: labelByName },
  codeHelper: "findThreads",
  codeParts: ["mailQuery"],
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "threads",
    pageSize: "maxResults",
    maxPageSize: 500,
  },
  rateLimit: { class: "units", units: 10 },
  repeatable: true,
  words: ["find", "list", "search", "conversations", "threads"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.threads/list",
});
