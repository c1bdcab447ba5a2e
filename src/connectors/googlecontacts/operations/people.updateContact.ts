import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { contactByName, contactDetails, person, resourceName } from "../inputs.ts";

export const peopleUpdateContact = defineOperation({
  id: "googlecontacts.people.updateContact",
  title: "Change a contact",
  kind: "write",
  effect: { words: "Change the contact {resourceName|contact}" },
  request: {
    method: "PATCH",
    host: "people.googleapis.com",
    path: "/v1/{+resourceName}:updateContact",
    resources: { resourceName: "people/*" },
    body: "json",
  },
  input: z.strictObject({ resourceName, ...contactDetails }),
  output: person,
  scopes: anyOf("contacts"),
  codeHelper: "changeContact",
  codeParts: ["person"],
  alsoCalls: [{ operation: "googlecontacts.people.get" }],
  lookups: { resourceName: contactByName },
  rateLimit: { class: "writes" },
  repeatable: false,
  errors: {
    failedPrecondition: "The contact was changed meanwhile. Try again.",
    notFound: "There is no such contact.",
  },
  words: ["change", "update", "edit", "contact", "person"],
  docs: "https://developers.google.com/people/api/rest/v1/people/updateContact",
});
