import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersMessagesAttachmentsGet = defineOperation({
  id: "gmail.users.messages.attachments.get",
  title: "Download an attachment",
  kind: "read",
  request: {
    method: "GET",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/messages/{messageId}/attachments/{id}",
    body: "query",
  },
  input: z.strictObject({
    messageId: z.string().min(1).describe("Id of the email"),
    id: z.string().min(1).describe("Id of the attachment, from reading the email"),
  }),
  output: z.looseObject({ data: z.string(), size: z.number().nullish() }),
  scopes: anyOf("gmail.readonly", "mail.google.com", "gmail.modify"),
  rateLimit: { class: "units", units: 5 },
  repeatable: true,
  words: ["download", "get", "attachment", "file"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages.attachments/get",
});
