import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { spreadsheetId } from "../inputs.ts";

export const spreadsheetsValuesClear = defineOperation({
  id: "googlesheets.spreadsheets.values.clear",
  title: "Empty cells",
  kind: "destructive",
  request: {
    method: "POST",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}:clear",
    body: "json",
  },
  input: z.strictObject({
    spreadsheetId,
    range: z.string().min(1).describe("Cells in A1 notation, such as Temp!A2:Z"),
  }),
  output: z.looseObject({ clearedRange: z.string().nullish() }),
  scopes: anyOf("spreadsheets", "drive"),
  scopesWhen: [
    {
      input: "spreadsheetId",
      from: [
        "googlesheets.spreadsheets.create",
        "googledrive.files.create",
        "googledrive.files.copy",
      ],
      scopes: anyOf("drive.file", "spreadsheets", "drive"),
    },
  ],
  lookups: { spreadsheetId: fileByName("application/vnd.google-apps.spreadsheet") },
  rateLimit: "60 writes a minute and user",
  repeatable: true,
  errors: {
    notFound: "There is no such spreadsheet, or the account cannot see it.",
    invalidArgument: "The range cannot be read: check the name of the tab.",
  },
  words: ["clear", "empty", "erase", "cells", "range"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/clear",
});
