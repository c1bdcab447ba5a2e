import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { spreadsheetId } from "../inputs.ts";

export const spreadsheetsValuesBatchGet = defineOperation({
  id: "googlesheets.spreadsheets.values.batchGet",
  title: "Read several ranges",
  kind: "read",
  request: {
    method: "GET",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values:batchGet",
    body: "query",
  },
  input: z.strictObject({
    spreadsheetId,
    ranges: z.array(z.string()).min(1).describe("Ranges in A1 notation, such as Leads!A1:C10"),
    valueRenderOption: z
      .enum(["FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"])
      .optional()
      .describe("Cells as shown, as values, or as formulas"),
  }),
  output: z.looseObject({
    valueRanges: z
      .array(z.looseObject({ range: z.string(), values: z.array(z.array(z.unknown())).nullish() }))
      .nullish(),
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
  rateLimit: "60 reads a minute and user",
  repeatable: true,
  errors: {
    notFound: "There is no such spreadsheet, or the account cannot see it.",
    invalidArgument: "The range cannot be read: check the name of the tab.",
  },
  words: ["read", "several", "ranges", "cells"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchGet",
});
