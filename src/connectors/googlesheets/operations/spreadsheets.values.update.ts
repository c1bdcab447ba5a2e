import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { lookups, cell, errors, spreadsheetId, valueInputOption, writing } from "../inputs.ts";

export const spreadsheetsValuesUpdate = defineOperation({
  id: "googlesheets.spreadsheets.values.update",
  title: "Write cells",
  kind: "write",
  effect: { words: "Write {#row} to {range} (spreadsheet {spreadsheetId})", counts: "values" },
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
    valueInputOption,
  }),
  output: z.looseObject({
    updatedRange: z.string().nullish(),
    updatedRows: z.number().nullish(),
    updatedCells: z.number().nullish(),
  }),
  ...writing,
  lookups,
  codeHelper: "writeCells",
  rateLimit: { class: "writes" },
  repeatable: true,
  errors,
  words: ["set", "write", "change", "update", "fill", "cell", "cells", "range"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/update",
});
