import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs } from "../inputs.ts";
import { contactShows, record } from "../outputs.ts";

export const crmContactsGet = defineOperation({
  id: "hubspot.crm.contacts.get",
  title: "Read one contact",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/crm/objects/2026-09/contacts/{contactId}",
    body: "query",
  },
  input: z.strictObject({
    contactId: z.string().min(1).describe("Id of the contact"),
    properties: z
      .array(z.string())
      .optional()
      .describe("Internal names of the properties to get, in place of the usual ones"),
    associations: z
      .array(z.string())
      .optional()
      .describe("Kinds of linked records to name as well: contacts, companies, deals"),
  }),
  output: record,
  scopes: needs("crm.objects.contacts.read"),
  names: { list: "", id: "id", name: ["properties.email"] },
  shows: contactShows,
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["read", "get", "show", "details", "look up", "contact"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts",
});
