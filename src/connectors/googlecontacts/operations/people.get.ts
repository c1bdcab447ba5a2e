import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { contactByName, person, personFields, resourceName } from "../inputs.ts";

export const peopleGet = defineOperation({
  id: "googlecontacts.people.get",
  title: "Read a contact or my profile",
  kind: "read",
  request: {
    method: "GET",
    host: "people.googleapis.com",
    path: "/v1/{+resourceName}",
    resources: { resourceName: "people/*" },
    fixedQuery: { personFields },
    body: "query",
  },
  input: z.strictObject({ resourceName }),
  output: person,
  scopes: anyOf("contacts.readonly", "contacts"),
  scopesWhen: [
    // The sign-in suffices for what it asked for of oneself; Google leaves the rest out.
    { input: "resourceName", matches: "^(?:people/)?me$", scopes: { user: [[]] } },
    {
      input: "resourceName",
      from: ["googlecontacts.people.searchDirectoryPeople"],
      scopes: anyOf("directory.readonly"),
    },
  ],
  lookups: { resourceName: contactByName },
  rateLimit: { class: "reads" },
  repeatable: true,
  errors: { notFound: "There is no such contact." },
  words: ["read", "get", "contact", "person", "profile"],
  docs: "https://developers.google.com/people/api/rest/v1/people/get",
});
