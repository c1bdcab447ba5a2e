import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersMessagesGet = defineOperation({
  id: "gmail.users.messages.get",
  title: "Read an email",
  kind: "read",
  request: {
    method: "GET",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/messages/{id}",
    body: "query",
  },
  input: z.strictObject({
    id: z.string().min(1).describe("Id of the email"),
    format: z
      .enum(["full", "metadata", "minimal"])
      .optional()
      .describe("How much to read; full where left out"),
  }),
  output: z.looseObject({
    id: z.string(),
    threadId: z.string().nullish(),
    labelIds: z.array(z.string()).nullish(),
    snippet: z.string().nullish(),
    internalDate: z.string().nullish(),
    from: z.string(),
    to: z.string(),
    subject: z.string(),
    date: z.string(),
    messageId: z.string(),
    text: z.string(),
    attachments: z.array(
      z.looseObject({ id: z.string(), filename: z.string(), mimeType: z.string() }),
    ),
  }),
  answer: z.looseObject({
    id: z.string(),
    payload: z
      .looseObject({
        headers: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullish(),
      })
      .nullish(),
  }),
  scopes: anyOf("gmail.metadata", "gmail.readonly", "gmail.modify", "mail.google.com"),
  scopesWhen: [
    { without: ["format"], scopes: anyOf("gmail.readonly", "gmail.modify", "mail.google.com") },
    {
      input: "format",
      matches: "^full$",
      scopes: anyOf("gmail.readonly", "gmail.modify", "mail.google.com"),
    },
  ],
  codeHelper: "readEmail",
  shows: [
    { path: "subject", label: "Subject" },
    { path: "from", label: "From" },
    { path: "date", label: "Date" },
    { path: "snippet", label: "Preview" },
  ],
  rateLimit: { class: "units", units: 5 },
  repeatable: true,
  errors: { notFound: "There is no email with this id, or it was deleted for good." },
  words: ["read", "get", "open", "email", "mail", "message", "text"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/get",
});
