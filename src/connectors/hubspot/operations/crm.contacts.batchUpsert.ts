import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { contactFields, errors, host, needs, ownerByEmail } from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmContactsBatchUpsert = defineOperation({
  id: "hubspot.crm.contacts.batchUpsert",
  title: "Upsert a contact by its address",
  kind: "write",
  effect: {
    words: "Create or change {#contact}[: {email|record}]",
    at: { email: "inputs.*.id" },
    counts: "inputs",
  },
  request: {
    method: "POST",
    host,
    path: "/crm/objects/2026-09/contacts/batch/upsert",
    body: "json",
  },
  input: z.strictObject({
    ...contactFields,
    email: z.string().min(3).describe("Email address, by which the contact is known"),
  }),
  output: record,
  answer: z.looseObject({ results: z.array(record) }),
  scopes: needs("crm.objects.contacts.write"),
  lookups: { hubspot_owner_id: ownerByEmail },
  codeHelper: "upsertContact",
  codeParts: ["asTexts"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["upsert", "sync", "contact"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts",
});
