import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersThreadsGet = defineOperation({
  id: "gmail.users.threads.get",
  title: "Read a conversation",
  kind: "read",
  request: {
    method: "GET",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/threads/{id}",
    body: "query",
  },
  input: z.strictObject({
    id: z.string().min(1).describe("Id of the conversation"),
    format: z
      .enum(["full", "metadata", "minimal"])
      .optional()
      .describe("How much to read; full where left out"),
  }),
  output: z.looseObject({
    id: z.string(),
    historyId: z.string().nullish(),
    messages: z.array(z.looseObject({ id: z.string(), snippet: z.string().nullish() })).nullish(),
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
  rateLimit: { class: "units", units: 10 },
  repeatable: true,
  words: ["read", "get", "conversation", "thread"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.threads/get",
});
