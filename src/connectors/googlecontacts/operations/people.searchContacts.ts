import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { found, searchSize } from "../inputs.ts";

export const peopleSearchContacts = defineOperation({
  id: "googlecontacts.people.searchContacts",
  title: "Search my contacts",
  kind: "read",
  request: {
    method: "GET",
    host: "people.googleapis.com",
    path: "/v1/people:searchContacts",
    body: "query",
  },
  input: z.strictObject({
    query: z.string().min(1).describe("Start of a name, address or number"),
    pageSize: searchSize,
  }),
  output: found,
  scopes: anyOf("contacts.readonly", "contacts"),
  codeHelper: "searchContacts",
  codeParts: ["person"],
  shows: [
    { path: "person.names.0.displayName", label: "Name" },
    { path: "person.emailAddresses.0.value", label: "Email" },
    { path: "person.phoneNumbers.0.value", label: "Phone" },
    { path: "person.organizations.0.name", label: "Company" },
  ],
  rateLimit: { class: "reads" },
  repeatable: true,
  words: ["find", "search", "look up", "contact", "contacts", "person", "who"],
  docs: "https://developers.google.com/people/api/rest/v1/people/searchContacts",
});
