import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, searchFields, searchPages } from "../inputs.ts";
import { contactShows, found } from "../outputs.ts";

export const crmContactsSearch = defineOperation({
  id: "hubspot.crm.contacts.search",
  title: "Find contacts",
  kind: "read",
  request: { method: "POST", host, path: "/crm/objects/2026-09/contacts/search", body: "json" },
  input: z.strictObject({
    email: z.string().optional().describe("Email address of the contact"),
    lastname: z.string().optional().describe("Last name of the contact"),
    ...searchFields,
  }),
  output: found,
  scopes: needs("crm.objects.contacts.read"),
  codeHelper: "findContacts",
  codeParts: ["searchRecords"],
  pagination: searchPages,
  names: { list: "results", id: "id", name: ["properties.email"] },
  shows: contactShows,
  rateLimit: { class: "searches" },
  repeatable: true,
  errors,
  words: ["find", "search", "list", "get", "contacts", "leads", "people", "look up", "show"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm",
});
