import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersMessagesTrash = defineOperation({
  id: "gmail.users.messages.trash",
  title: "Move an email to the trash",
  kind: "destructive",
  effect: { words: "Move {#email} to the trash" },
  request: {
    method: "POST",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/messages/{id}/trash",
    body: "json",
  },
  input: z.strictObject({ id: z.string().min(1).describe("Id of the email") }),
  output: z.looseObject({ id: z.string(), labelIds: z.array(z.string()).nullish() }),
  scopes: anyOf("mail.google.com", "gmail.modify"),
  rateLimit: { class: "units", units: 5 },
  repeatable: true,
  words: ["delete", "trash", "remove", "email", "mail"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/trash",
});
