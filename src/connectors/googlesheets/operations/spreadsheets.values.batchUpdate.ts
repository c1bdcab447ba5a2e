import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { cell, spreadsheetId } from "../inputs.ts";

export const spreadsheetsValuesBatchUpdate = defineOperation({
  id: "googlesheets.spreadsheets.values.batchUpdate",
  title: "Write several ranges",
  kind: "write",
  request: {
    method: "POST",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values:batchUpdate",
    body: "json",
  },
  input: z.strictObject({
    spreadsheetId,
    data: z
      .array(z.strictObject({ range: z.string(), values: z.array(z.array(cell)) }))
      .min(1)
      .describe("Ranges with their rows of cells"),
    valueInputOption: z
      .enum(["RAW", "USER_ENTERED"])
      .optional()
      .describe("Whether text is kept as it is (RAW), or read as if typed: formulas, dates"),
  }),
  output: z.looseObject({ totalUpdatedCells: z.number().nullish() }),
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
  codeHelper: "writeRanges",
  rateLimit: "60 writes a minute and user",
  repeatable: true,
  errors: {
    notFound: "There is no such spreadsheet, or the account cannot see it.",
    invalidArgument: "The range cannot be read: check the name of the tab.",
  },
  words: ["write", "several", "ranges", "update", "cells"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchUpdate",
});
