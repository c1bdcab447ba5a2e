import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { contactFields, errors, host, needs, ownerByEmail } from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmContactsUpdate = defineOperation({
  id: "hubspot.crm.contacts.update",
  title: "Change a contact",
  kind: "write",
  effect: { words: "Change the contact {contactId}" },
  request: {
    method: "PATCH",
    host,
    path: "/crm/objects/2026-09/contacts/{contactId}",
    body: "json",
  },
  input: z.strictObject({
    contactId: z.string().min(1).describe("Id of the contact"),
    ...contactFields,
  }),
  output: record,
  scopes: needs("crm.objects.contacts.write"),
  lookups: { hubspot_owner_id: ownerByEmail },
  codeHelper: "updateContact",
  codeParts: ["asTexts", "saveRecord"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["change", "update", "set", "edit", "contact", "lead"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts",
});
