import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { addLabelIds, labelByName, removeLabelIds } from "../inputs.ts";

export const usersMessagesModify = defineOperation({
  id: "gmail.users.messages.modify",
  title: "Change the labels of an email",
  kind: "write",
  effect: {
    words:
      "Change the labels of {#email}[: add {addLabelIds|label}][: remove {removeLabelIds|label}]",
  },
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
  rateLimit: { class: "units", units: 5 },
  repeatable: true,
  sayings: [
    {
      words: [
        "as read",
        "mark read",
        "mark them read",
        "mark it read",
        "als gelesen",
        "como leido",
        "como leidos",
        "comme lu",
        "comme lus",
        "como lido",
        "como lidos",
      ],
      with: { removeLabelIds: ["UNREAD"] },
    },
    {
      words: ["as unread", "als ungelesen", "como no leido", "comme non lu", "como nao lido"],
      with: { addLabelIds: ["UNREAD"] },
    },
    {
      words: [
        "archive",
        "archiviere",
        "archivieren",
        "archiva",
        "archivar",
        "archiver",
        "arquiva",
        "arquive",
        "arquivar",
      ],
      with: { removeLabelIds: ["INBOX"] },
    },
    {
      words: ["star", "starred", "mit stern", "con estrella", "suivi", "com estrela"],
      with: { addLabelIds: ["STARRED"] },
    },
    {
      words: ["as important", "als wichtig", "como importante", "comme important"],
      with: { addLabelIds: ["IMPORTANT"] },
    },
    { words: ["as spam", "als spam", "como spam", "comme spam"], with: { addLabelIds: ["SPAM"] } },
  ],
  words: ["label", "archive", "mark", "read", "unread", "star", "move", "email"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/modify",
});
