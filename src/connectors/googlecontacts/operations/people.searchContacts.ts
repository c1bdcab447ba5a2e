import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

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
  scopes: anyOf("contacts.readonly", "contacts"),
  codeHelper: "searchContacts",
  codeParts: ["person"],
  rateLimit: "about 90 requests a minute and user",
  repeatable: true,
  words: ["find", "search", "look up", "contact", "contacts", "person", "who"],
  docs: "https://developers.google.com/people/api/rest/v1/people/searchContacts",
});
