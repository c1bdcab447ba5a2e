import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { pageSize, pageToken, person } from "../inputs.ts";

export const peopleSearchDirectoryPeople = defineOperation({
  id: "googlecontacts.people.searchDirectoryPeople",
  title: "Search my organisation's directory",
  kind: "read",
  request: {
    method: "GET",
    host: "people.googleapis.com",
    path: "/v1/people:searchDirectoryPeople",
    fixedQuery: {
      readMask: "names,emailAddresses,phoneNumbers,organizations",
      sources: "DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE",
    },
    body: "query",
  },
  input: z.strictObject({
    query: z.string().min(1).describe("Start of a name or address"),
    pageSize: pageSize(500),
    pageToken,
  }),
  output: z.looseObject({
    people: z.array(person).nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("directory.readonly"),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "people",
    pageSize: "pageSize",
    maxPageSize: 500,
  },
  rateLimit: { class: "reads" },
  repeatable: true,
  errors: { "403": "Only Workspace accounts have a directory." },
  words: ["directory", "colleague", "organisation", "find", "search", "people"],
  docs: "https://developers.google.com/people/api/rest/v1/people/searchDirectoryPeople",
});
