import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { pageSize, pageToken } from "../inputs.ts";

export const contactGroupsList = defineOperation({
  id: "googlecontacts.contactGroups.list",
  title: "List contact groups",
  kind: "read",
  request: {
    method: "GET",
    host: "people.googleapis.com",
    path: "/v1/contactGroups",
    body: "query",
  },
  input: z.strictObject({ pageSize: pageSize(1000), pageToken }),
  output: z.looseObject({
    contactGroups: z
      .array(
        z.looseObject({
          resourceName: z.string(),
          name: z.string().nullish(),
          memberCount: z.number().nullish(),
        }),
      )
      .nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("contacts.readonly", "contacts"),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "contactGroups",
    pageSize: "pageSize",
    maxPageSize: 1000,
  },
  rateLimit: { class: "reads" },
  repeatable: true,
  words: ["groups", "labels", "list", "contacts"],
  docs: "https://developers.google.com/people/api/rest/v1/contactGroups/list",
});
