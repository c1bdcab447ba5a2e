import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { range, spreadsheetId } from "../inputs.ts";

export const spreadsheetsValuesGet = defineOperation({
  id: "googlesheets.spreadsheets.values.get",
  title: "Read cells",
  kind: "read",
  request: {
    method: "GET",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}",
    defaults: { range: "A:ZZ" },
    body: "query",
  },
  input: z.strictObject({
    spreadsheetId,
    range,
    valueRenderOption: z
      .enum(["FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"])
      .optional()
      .describe("Cells as shown, as values, or as formulas"),
  }),
  output: z.looseObject({
    range: z.string(),
    values: z.array(z.array(z.union([z.string(), z.number(), z.boolean()]))),
    records: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  }),
  scopes: anyOf("spreadsheets.readonly", "spreadsheets", "drive.readonly", "drive"),
  scopesWhen: [
    {
      input: "spreadsheetId",
      from: [
        "googlesheets.spreadsheets.create",
        "googledrive.files.create",
        "googledrive.files.copy",
      ],
      scopes: anyOf(
        "drive.file",
        "spreadsheets.readonly",
        "spreadsheets",
        "drive.readonly",
        "drive",
      ),
    },
  ],
  lookups: { spreadsheetId: fileByName("application/vnd.google-apps.spreadsheet") },
  codeHelper: "readRows",
  rateLimit: "60 reads a minute and user",
  repeatable: true,
  errors: {
    notFound: "There is no such spreadsheet, or the account cannot see it.",
    invalidArgument: "The range cannot be read: check the name of the tab.",
  },
  words: ["read", "get", "list", "show", "rows", "cells", "range", "values", "spreadsheet"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/get",
});
