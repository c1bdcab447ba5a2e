import { expect, test } from "vitest";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import { flowSchema } from "../../src/flow/schema.ts";
import { usesOf } from "../../src/flow/uses.ts";
import { computePermissions } from "../../src/permissions/compute.ts";
import { diffPermissions } from "../../src/permissions/diff.ts";
import type { Step } from "../support/generated-code.ts";

const catalog = createCatalog(connectors, providers);
const short = (scope: string) => scope.replace("https://www.googleapis.com/auth/", "");

function permissionsOf(...steps: readonly Step[]) {
  const flow = flowSchema.parse({
    name: "flow",
    description: "Does something",
    trigger: { type: "manual" },
    steps: steps.map(([use, given], index) => ({ id: `s${index + 1}`, use, with: given })),
  });
  return computePermissions(usesOf(flow, catalog), catalog);
}

/** `connector scope steps`, a line a permission. */
const asked = (...steps: readonly Step[]) =>
  permissionsOf(...steps).map(
    ({ connector, scope, neededBy }) =>
      `${connector} ${short(scope)} ${neededBy.map(({ step }) => step).join("+")}`,
  );

const listing: Step = ["gmail.users.messages.list", {}];
const search: Step = ["gmail.users.messages.list", { q: "from:ana@example.org" }];
const send: Step = ["gmail.users.messages.send", { to: "ana@example.org", subject: "Hi" }];
const sheet: Step = ["googlesheets.spreadsheets.create", { title: "Leads" }];
const id = "1LeadsOfTheLastQuarter2026abcdefghij";
const read = (spreadsheetId: string): Step => [
  "googlesheets.spreadsheets.values.get",
  { spreadsheetId, range: "A1:B2" },
];
const share = (fileId: string): Step => [
  "googledrive.permissions.create",
  { fileId, type: "anyone", role: "reader" },
];

test.each<[string, readonly Step[], readonly string[]]>([
  ["a listing of mail", [listing], ["gmail gmail.metadata s1"]],
  ["a search in mail", [search], ["gmail gmail.readonly s1"]],
  ["a listing beside a search", [listing, search], ["gmail gmail.readonly s1+s2"]],
  [
    "a search and an email: two narrow scopes, not one wide",
    [search, send],
    ["gmail gmail.readonly s1", "gmail gmail.send s2"],
  ],
  ["a sheet that is there", [read(id)], ["googlesheets spreadsheets.readonly s1"]],
  [
    "a sheet by its name: the look-up counts",
    [read("Leads")],
    ["googledrive drive.metadata.readonly s1", "googlesheets spreadsheets.readonly s1"],
  ],
  [
    "a sheet of the flow's own, shared by Drive",
    [sheet, read("${s1.spreadsheetId}"), share("${s1.spreadsheetId}")],
    ["googlesheets drive.file s1+s2", "googledrive drive.file s3"],
  ],
  [
    "a sheet that is there, downloaded too: one scope of Drive covers Sheets",
    [read(id), ["googledrive.files.get", { fileId: id, download: true }]],
    ["googlesheets drive.readonly s1", "googledrive drive.readonly s2"],
  ],
  [
    "a public channel by id",
    [["slack.conversations.history", { channel: "C03PRODUCT" }]],
    ["slack channels:history s1"],
  ],
  [
    "a direct conversation",
    [["slack.conversations.history", { channel: "D03PRODUCT" }]],
    ["slack im:history s1"],
  ],
  [
    "a channel by its name",
    [["slack.conversations.history", { channel: "#support" }]],
    ["slack channels:history s1", "slack channels:read s1"],
  ],
])("%s", (_, steps, wanted) => {
  expect(asked(...steps)).toEqual(wanted);
});

test("a permission says which wider ones it stands in place of, nearest first", () => {
  const [permission] = permissionsOf(search);
  expect(permission?.avoids.map(({ scope }) => short(scope))).toEqual([
    "gmail.modify",
    "https://mail.google.com/",
  ]);
  expect(permission?.avoids.every(({ sentence }) => sentence.includes(" "))).toBe(true);
});

test("an edit needs more, and needs less", () => {
  const before = permissionsOf(listing).map(({ connector, scope }) => ({
    connector,
    scopes: [scope],
  }));
  const { added, removed } = diffPermissions(before, permissionsOf(search, send), catalog);
  expect(added.map(({ scope }) => short(scope))).toEqual(["gmail.readonly", "gmail.send"]);
  expect(removed.map(({ scope }) => short(scope))).toEqual(["gmail.metadata"]);
  expect(diffPermissions(before, permissionsOf(listing), catalog)).toEqual({
    added: [],
    removed: [],
  });
});
