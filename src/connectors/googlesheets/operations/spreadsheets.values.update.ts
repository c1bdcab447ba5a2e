import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { cell, spreadsheetId } from "../inputs.ts";

export const spreadsheetsValuesUpdate = defineOperation({
  id: "googlesheets.spreadsheets.values.update",
  title: "Write cells",
  kind: "write",
  request: {
    method: "PUT",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}",
    body: "json",
  },
  input: z.strictObject({
    spreadsheetId,
    range: z.string().min(1).describe("Cells in A1 notation, such as Rates!B2"),
    values: z
      .union([cell, z.array(z.array(cell)).min(1)])
      .describe("Rows of cells, or the one value of a single cell"),
    valueInputOption: z
      .enum(["RAW", "USER_ENTERED"])
      .optional()
      .describe("Whether text is kept as it is (RAW), or read as if typed: formulas, dates"),
  }),
  output: z.looseObject({
    updatedRange: z.string().nullish(),
    updatedRows: z.number().nullish(),
    updatedCells: z.number().nullish(),
  }),
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
  codeHelper: "writeCells",
  rateLimit: "60 writes a minute and user",
  repeatable: true,
  errors: {
    notFound: "There is no such spreadsheet, or the account cannot see it.",
    invalidArgument: "The range cannot be read: check the name of the tab.",
  },
  words: ["set", "write", "change", "update", "fill", "cell", "cells", "range"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/update",
});
