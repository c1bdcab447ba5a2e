import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const peopleCreateContact = defineOperation({
  id: "googlecontacts.people.createContact",
  title: "Create a contact",
  kind: "write",
  request: {
    method: "POST",
    host: "people.googleapis.com",
    path: "/v1/people:createContact",
    places: {
      givenName: "names.0.givenName",
      familyName: "names.0.familyName",
      email: "emailAddresses.0.value",
      phone: "phoneNumbers.0.value",
      company: "organizations.0.name",
      jobTitle: "organizations.0.title",
      notes: "biographies.0.value",
    },
    fixedQuery: { personFields: "names,emailAddresses,phoneNumbers,organizations,biographies" },
    body: "json",
  },
  input: z.strictObject({
    givenName: z.string().optional().describe("First name"),
    familyName: z.string().optional().describe("Last name"),
    email: z.email().optional().describe("Email address"),
    phone: z.string().optional().describe("Phone number"),
    company: z.string().optional().describe("Company they work for"),
    jobTitle: z.string().optional().describe("Role in the company"),
    notes: z.string().optional().describe("Notes on the contact"),
  }),
  output: z.looseObject({
    resourceName: z.string(),
    etag: z.string().nullish(),
    names: z.array(z.looseObject({ displayName: z.string().nullish() })).nullish(),
    emailAddresses: z.array(z.looseObject({ value: z.string() })).nullish(),
    phoneNumbers: z.array(z.looseObject({ value: z.string() })).nullish(),
  }),
  scopes: anyOf("contacts"),
  rateLimit: "about 90 requests a minute and user",
  repeatable: false,
  words: ["create", "add", "new", "save", "contact", "person"],
  docs: "https://developers.google.com/people/api/rest/v1/people/createContact",
});
