import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const peopleUpdateContact = defineOperation({
  id: "googlecontacts.people.updateContact",
  title: "Change a contact",
  kind: "write",
  request: {
    method: "PATCH",
    host: "people.googleapis.com",
    path: "/v1/{+resourceName}:updateContact",
    resources: { resourceName: "people/*" },
    body: "json",
  },
  input: z.strictObject({
    resourceName: z.string().min(1).describe("Resource name of the contact, such as people/c123"),
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
  codeHelper: "changeContact",
  codeParts: ["person"],
  alsoCalls: [{ operation: "googlecontacts.people.get" }],
  rateLimit: "about 90 requests a minute and user",
  repeatable: false,
  errors: { failedPrecondition: "The contact was changed meanwhile. Try again." },
  words: ["change", "update", "edit", "contact", "person"],
  docs: "https://developers.google.com/people/api/rest/v1/people/updateContact",
});
