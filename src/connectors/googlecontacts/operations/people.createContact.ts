import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { contactDetails, person, personFields } from "../inputs.ts";

export const peopleCreateContact = defineOperation({
  id: "googlecontacts.people.createContact",
  title: "Create a contact",
  kind: "write",
  effect: {
    words: "Create {#contact}[: {givenName|person}][ {familyName|family name}][ ({email|address})]",
  },
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
    fixedQuery: { personFields },
    body: "json",
  },
  input: z.strictObject(contactDetails),
  output: person,
  scopes: anyOf("contacts"),
  rateLimit: { class: "writes" },
  repeatable: false,
  words: ["create", "add", "new", "save", "contact", "person"],
  docs: "https://developers.google.com/people/api/rest/v1/people/createContact",
});
