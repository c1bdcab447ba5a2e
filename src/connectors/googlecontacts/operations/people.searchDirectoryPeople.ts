import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

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
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 500 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    people: z
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
  rateLimit: "about 90 requests a minute and user",
  repeatable: true,
  errors: { "403": "Only Workspace accounts have a directory." },
  words: ["directory", "colleague", "organisation", "find", "search", "people"],
  docs: "https://developers.google.com/people/api/rest/v1/people/searchDirectoryPeople",
});
