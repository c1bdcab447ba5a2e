import { expect, test } from "vitest";
import { googleDriveConnector } from "../../src/connectors/googledrive/connector.ts";
import { googleSheetsConnector } from "../../src/connectors/googlesheets/connector.ts";
import type { Step } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const sheets = (method: string) => `googlesheets.spreadsheets.${method}`;
const create: Step = [sheets("create"), { title: "Signups" }];
/** What the first step has made. */
const own = "${s1.spreadsheetId}";
const record = { Name: "Ada" };
const spreadsheetId = "1LeadsSheet2026";

test.each<[string, readonly string[], readonly Step[]]>([
  ["a new spreadsheet", ["drive.file"], [create]],
  [
    "one that it fills by its headers and reads",
    ["drive.file"],
    [
      create,
      [sheets("values.update"), { spreadsheetId: own, range: "A1", values: [["Name"]] }],
      [sheets("values.append"), { spreadsheetId: own, record }],
      [sheets("values.get"), { spreadsheetId: own }],
    ],
  ],
  [
    "a row in a copy",
    ["drive"],
    [
      ["googledrive.files.copy", { fileId: spreadsheetId }],
      [sheets("values.append"), { spreadsheetId: "${s1.id}", record }],
    ],
  ],
  ["cells", ["spreadsheets.readonly"], [[sheets("values.get"), { spreadsheetId }]]],
  [
    "a row under its headers",
    ["spreadsheets"],
    [[sheets("values.append"), { spreadsheetId, record }]],
  ],
  [
    "cells of a spreadsheet by its name",
    ["drive.metadata.readonly", "spreadsheets.readonly"],
    [[sheets("values.get"), { spreadsheetId: "Leads" }]],
  ],
  [
    "a new spreadsheet from the rows of another",
    ["drive.file", "spreadsheets.readonly"],
    [
      create,
      [sheets("values.get"), { spreadsheetId }],
      [sheets("values.append"), { spreadsheetId: own, values: "${s2.values}" }],
    ],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor([googleSheetsConnector, googleDriveConnector], steps)).toEqual(scopes);
});
