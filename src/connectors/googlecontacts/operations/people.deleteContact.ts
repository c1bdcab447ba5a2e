import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { contactByName, resourceName } from "../inputs.ts";

export const peopleDeleteContact = defineOperation({
  id: "googlecontacts.people.deleteContact",
  title: "Delete a contact",
  kind: "destructive",
  effect: { words: "Delete the contact {resourceName|contact}" },
  request: {
    method: "DELETE",
    host: "people.googleapis.com",
    path: "/v1/{+resourceName}:deleteContact",
    resources: { resourceName: "people/*" },
    body: "query",
  },
  input: z.strictObject({ resourceName }),
  output: z.looseObject({}),
  scopes: anyOf("contacts"),
  lookups: { resourceName: contactByName },
  rateLimit: { class: "writes" },
  repeatable: true,
  errors: { notFound: "There is no such contact; it may be deleted already." },
  words: ["delete", "remove", "contact", "person"],
  docs: "https://developers.google.com/people/api/rest/v1/people/deleteContact",
});
