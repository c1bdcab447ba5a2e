import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const peopleConnectionsList = defineOperation({
  id: "googlecontacts.people.connections.list",
  title: "List my contacts",
  kind: "read",
  request: {
    method: "GET",
    host: "people.googleapis.com",
    path: "/v1/people/me/connections",
    fixedQuery: { personFields: "names,emailAddresses,phoneNumbers,organizations,biographies" },
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
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 1000 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    connections: z
      .array(
        z.looseObject({
          resourceName: z.string(),
          etag: z.string().nullish(),
          names: z.array(z.looseObject({ displayName: z.string().nullish() })).nullish(),
          emailAddresses: z.array(z.looseObject({ value: z.string() })).nullish(),
          phoneNumbers: z.array(z.looseObject({ value: z.string() })).nullish(),
        }),
      )
      .nullish(),
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
  rateLimit: "about 90 requests a minute and user",
  repeatable: true,
  words: ["list", "contacts", "people", "address book", "all"],
  docs: "https://developers.google.com/people/api/rest/v1/people.connections/list",
});
