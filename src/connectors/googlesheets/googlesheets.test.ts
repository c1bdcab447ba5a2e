import { expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { type FlowValue, flowSchema } from "../../flow/schema.ts";
import { usesOf } from "../../flow/uses.ts";
import { computePermissions } from "../../permissions/compute.ts";
import { google } from "../google/provider.ts";
import { googleDriveConnector } from "../googledrive/connector.ts";
import { googleSheetsConnector } from "./connector.ts";

const catalog = createCatalog([googleSheetsConnector, googleDriveConnector], [google]);

type Step = readonly [use: string, given: Readonly<Record<string, FlowValue>>];

/** What a flow of these steps asks for; `${s1.spreadsheetId}` is what the first has made. */
function asked(steps: readonly Step[]): readonly string[] {
  const flow = flowSchema.parse({
    name: "sheets",
    description: "Does something with spreadsheets",
    trigger: { type: "manual" },
    steps: steps.map(([use, given], index) => ({ id: `s${index + 1}`, use, with: given })),
  });
  const scopes = computePermissions(usesOf(flow, catalog), catalog).map(({ scope }) =>
    scope.replace("https://www.googleapis.com/auth/", ""),
  );
  return [...new Set(scopes)].toSorted();
}

const sheets = (method: string) => `googlesheets.spreadsheets.${method}`;
const create: Step = [sheets("create"), { title: "Signups" }];
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
  expect(asked(steps)).toEqual(scopes);
});
