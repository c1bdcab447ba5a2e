import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { pageSize, pageToken, person, personFields } from "../inputs.ts";

export const peopleConnectionsList = defineOperation({
  id: "googlecontacts.people.connections.list",
  title: "List my contacts",
  kind: "read",
  request: {
    method: "GET",
    host: "people.googleapis.com",
    path: "/v1/people/me/connections",
    fixedQuery: { personFields },
    body: "query",
  },
  input: z.strictObject({
    sortOrder: z
      .enum([
        "LAST_MODIFIED_ASCENDING",
        "LAST_MODIFIED_DESCENDING",
        "FIRST_NAME_ASCENDING",
        "LAST_NAME_ASCENDING",
      ])
      .optional()
      .describe("Order of the contacts"),
    pageSize: pageSize(1000),
    pageToken,
  }),
  output: z.looseObject({
    connections: z.array(person).nullish(),
    totalItems: z.number().nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("contacts.readonly", "contacts"),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "connections",
    pageSize: "pageSize",
    maxPageSize: 1000,
  },
  shows: [
    { path: "names.0.displayName", label: "Name" },
    { path: "emailAddresses.0.value", label: "Email" },
    { path: "phoneNumbers.0.value", label: "Phone" },
    { path: "organizations.0.name", label: "Company" },
  ],
  rateLimit: { class: "reads" },
  repeatable: true,
  words: ["list", "contacts", "people", "address book", "all"],
  docs: "https://developers.google.com/people/api/rest/v1/people.connections/list",
});
