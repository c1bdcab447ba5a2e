import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { contactFields, errors, host, links, needs, ownerByEmail } from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmContactsCreate = defineOperation({
  id: "hubspot.crm.contacts.create",
  title: "Create a contact",
  kind: "write",
  effect: { words: "Create {#contact}[: {email|record}]", at: { email: "properties.email" } },
  request: { method: "POST", host, path: "/crm/objects/2026-09/contacts", body: "json" },
  input: z.strictObject({ ...contactFields, ...links }),
  output: record,
  scopes: needs("crm.objects.contacts.write"),
  lookups: { hubspot_owner_id: ownerByEmail },
  codeHelper: "createContact",
  codeParts: ["asTexts", "saveRecord", "linksOf"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors: {
    ...errors,
    CONFLICT:
      "There is a contact with this email address already; the message has its id. Change it instead, or create or update in one step.",
  },
  words: ["create", "add", "new", "contact", "lead", "person", "sign up", "save"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts",
});
