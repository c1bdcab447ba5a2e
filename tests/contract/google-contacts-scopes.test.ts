import { expect, test } from "vitest";
import { googleContactsConnector } from "../../src/connectors/googlecontacts/connector.ts";
import type { Step } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const byName = { resourceName: "Lucia Perez" };

test.each<[string, readonly string[], readonly Step[]]>([
  ["one's own profile", [], [["googlecontacts.people.get", { resourceName: "people/me" }]]],
  ["a contact", ["contacts.readonly"], [["googlecontacts.people.get", byName]]],
  [
    "a change, with its look-up and its read",
    ["contacts"],
    [["googlecontacts.people.updateContact", byName]],
  ],
  ["a search and a deletion", ["contacts"], [["googlecontacts.people.deleteContact", byName]]],
  [
    "a colleague of the directory",
    ["directory.readonly"],
    [
      ["googlecontacts.people.searchDirectoryPeople", { query: "Priya" }],
      ["googlecontacts.people.get", { resourceName: "${s1.people[0].resourceName}" }],
    ],
  ],
  [
    "contacts and people written with",
    ["contacts.other.readonly", "contacts.readonly"],
    [
      ["googlecontacts.people.searchContacts", { query: "Lucia" }],
      ["googlecontacts.otherContacts.search", { query: "Hanna" }],
    ],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor([googleContactsConnector], steps)).toEqual(scopes);
});
