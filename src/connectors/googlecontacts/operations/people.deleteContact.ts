import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const peopleDeleteContact = defineOperation({
  id: "googlecontacts.people.deleteContact",
  title: "Delete a contact",
  kind: "destructive",
  request: {
    method: "DELETE",
    host: "people.googleapis.com",
    path: "/v1/{+resourceName}:deleteContact",
    resources: { resourceName: "people/*" },
    body: "query",
  },
  input: z.strictObject({
    resourceName: z.string().min(1).describe("Resource name of the contact, such as people/c123"),
  }),
  output: z.looseObject({}),
  scopes: anyOf("contacts"),
  rateLimit: "about 90 requests a minute and user",
  repeatable: true,
  words: ["delete", "remove", "contact", "person"],
  docs: "https://developers.google.com/people/api/rest/v1/people/deleteContact",
});
