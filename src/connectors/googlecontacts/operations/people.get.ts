import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const peopleGet = defineOperation({
  id: "googlecontacts.people.get",
  title: "Read a contact or my profile",
  kind: "read",
  request: {
    method: "GET",
    host: "people.googleapis.com",
    path: "/v1/{+resourceName}",
    resources: { resourceName: "people/*" },
    fixedQuery: { personFields: "names,emailAddresses,phoneNumbers,organizations,biographies" },
    body: "query",
  },
  input: z.strictObject({
    resourceName: z.string().min(1).describe("Resource name of the contact, such as people/c123"),
  }),
  output: z.looseObject({
    resourceName: z.string(),
    etag: z.string().nullish(),
    names: z.array(z.looseObject({ displayName: z.string().nullish() })).nullish(),
    emailAddresses: z.array(z.looseObject({ value: z.string() })).nullish(),
    phoneNumbers: z.array(z.looseObject({ value: z.string() })).nullish(),
  }),
  scopes: anyOf("contacts.readonly", "contacts"),
  rateLimit: "about 90 requests a minute and user",
  repeatable: true,
  errors: { notFound: "There is no such contact." },
  words: ["read", "get", "contact", "person", "profile"],
  docs: "https://developers.google.com/people/api/rest/v1/people/get",
});
