import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { found, searchSize } from "../inputs.ts";

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
    pageSize: searchSize,
  }),
  output: found,
  scopes: anyOf("contacts.other.readonly"),
  codeHelper: "searchOtherContacts",
  codeParts: ["person"],
  rateLimit: { class: "reads" },
  repeatable: true,
  words: ["find", "search", "people", "written with", "other contacts"],
  docs: "https://developers.google.com/people/api/rest/v1/otherContacts/search",
});
