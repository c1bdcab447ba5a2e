import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const otherContactsSearch = defineOperation({
  id: "googlecontacts.otherContacts.search",
  title: "Search people I have written with",
  kind: "read",
  request: {
    method: "GET",
    host: "people.googleapis.com",
    path: "/v1/otherContacts:search",
    body: "query",
  },
  input: z.strictObject({
    query: z.string().min(1).describe("Start of a name or address"),
    pageSize: z.number().int().min(1).optional().describe("How many to get, at most 30"),
  }),
  output: z.looseObject({
    results: z
      .array(
        z.looseObject({
          person: z.looseObject({
            resourceName: z.string(),
            etag: z.string().nullish(),
            names: z.array(z.looseObject({ displayName: z.string().nullish() })).nullish(),
            emailAddresses: z.array(z.looseObject({ value: z.string() })).nullish(),
            phoneNumbers: z.array(z.looseObject({ value: z.string() })).nullish(),
          }),
        }),
      )
      .nullish(),
  }),
  scopes: anyOf("contacts.other.readonly"),
  codeHelper: "searchOtherContacts",
  codeParts: ["person"],
  rateLimit: "about 90 requests a minute and user",
  repeatable: true,
  words: ["find", "search", "people", "written with", "other contacts"],
  docs: "https://developers.google.com/people/api/rest/v1/otherContacts/search",
});
