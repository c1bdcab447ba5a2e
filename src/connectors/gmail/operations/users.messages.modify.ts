import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { addLabelIds, labelByName, removeLabelIds } from "../inputs.ts";

export const usersMessagesModify = defineOperation({
  id: "gmail.users.messages.modify",
  title: "Change the labels of an email",
  kind: "write",
  request: {
    method: "POST",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/messages/{id}/modify",
    body: "json",
  },
  input: z.strictObject({
    id: z.string().min(1).describe("Id of the email"),
    addLabelIds,
    removeLabelIds,
  }),
  output: z.looseObject({ id: z.string(), labelIds: z.array(z.string()).nullish() }),
  scopes: anyOf("mail.google.com", "gmail.modify"),
  lookups: { addLabelIds: labelByName, removeLabelIds: labelByName },
  rateLimit: "5 of 6,000 quota units a minute and user",
  repeatable: true,
  words: ["label", "archive", "mark", "read", "unread", "star", "move", "email"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/modify",
});
