import { expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { type FlowValue, flowSchema } from "../../flow/schema.ts";
import { usesOf } from "../../flow/uses.ts";
import { computePermissions } from "../../permissions/compute.ts";
import { google } from "../google/provider.ts";
import { googleContactsConnector } from "./connector.ts";

const catalog = createCatalog([googleContactsConnector], [google]);

type Step = readonly [method: string, given: Readonly<Record<string, FlowValue>>];

/** What a flow of these steps asks for. */
function asked(steps: readonly Step[]): readonly string[] {
  const flow = flowSchema.parse({
    name: "contacts",
    description: "Does something with contacts",
    trigger: { type: "manual" },
    steps: steps.map(([method, given], index) => ({
      id: `s${index + 1}`,
      use: `googlecontacts.${method}`,
      with: given,
    })),
  });
  return computePermissions(usesOf(flow, catalog), catalog)
    .map(({ scope }) => scope.replace("https://www.googleapis.com/auth/", ""))
    .toSorted();
}

const byName = { resourceName: "Lucia Perez" };

test.each<[string, readonly string[], readonly Step[]]>([
  ["one's own profile", [], [["people.get", { resourceName: "people/me" }]]],
  ["a contact", ["contacts.readonly"], [["people.get", byName]]],
  ["a change, with its look-up and its read", ["contacts"], [["people.updateContact", byName]]],
  ["a search and a deletion", ["contacts"], [["people.deleteContact", byName]]],
  [
    "a colleague of the directory",
    ["directory.readonly"],
    [
      ["people.searchDirectoryPeople", { query: "Priya" }],
      ["people.get", { resourceName: "${s1.people[0].resourceName}" }],
    ],
  ],
  [
    "contacts and people written with",
    ["contacts.other.readonly", "contacts.readonly"],
    [
      ["people.searchContacts", { query: "Lucia" }],
      ["otherContacts.search", { query: "Hanna" }],
    ],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(asked(steps)).toEqual(scopes);
});
