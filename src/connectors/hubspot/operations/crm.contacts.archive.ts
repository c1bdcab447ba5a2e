import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs } from "../inputs.ts";

export const crmContactsArchive = defineOperation({
  id: "hubspot.crm.contacts.archive",
  title: "Delete a contact",
  kind: "destructive",
  effect: { words: "Delete the contact {contactId}" },
  request: {
    method: "DELETE",
    host,
    path: "/crm/objects/2026-09/contacts/{contactId}",
    body: "query",
  },
  input: z.strictObject({ contactId: z.string().min(1).describe("Id of the contact") }),
  output: z.looseObject({}),
  // 204 without content.
  answer: z.null(),
  scopes: needs("crm.objects.contacts.write"),
  codeHelper: "deleteContact",
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["delete", "remove", "archive", "contact"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts",
});
