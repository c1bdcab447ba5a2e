import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import {
  lookups,
  cell,
  errors,
  range,
  spreadsheetId,
  valueInputOption,
  writing,
} from "../inputs.ts";

export const spreadsheetsValuesAppend = defineOperation({
  id: "googlesheets.spreadsheets.values.append",
  title: "Add rows to a table",
  kind: "write",
  effect: { words: "Append {#row} to {range} (spreadsheet {spreadsheetId})", counts: "values" },
  request: {
    method: "POST",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}:append",
    defaults: { range: "A1" },
    body: "json",
  },
  input: z.strictObject({
    spreadsheetId,
    range,
    values: z
      .array(z.union([z.array(cell), cell]))
      .min(1)
      .optional()
      .describe("Rows to add, each a list of cells; or the cells of one row"),
    record: z
      .record(z.string(), cell)
      .optional()
      .describe("One row as column name and value, put under the headers of the first row"),
    valueInputOption,
  }),
  output: z.looseObject({
    spreadsheetId: z.string(),
    tableRange: z.string().nullish(),
    updates: z.looseObject({
      updatedRange: z.string().nullish(),
      updatedRows: z.number().nullish(),
      updatedCells: z.number().nullish(),
    }),
  }),
  ...writing,
  lookups,
  codeHelper: "appendRows",
  codeParts: ["rowUnderHeaders"],
  alsoCalls: [{ operation: "googlesheets.spreadsheets.values.get", input: "record" }],
  rateLimit: { class: "writes" },
  oneOf: [["values", "record"]],
  repeatable: false,
  errors,
  words: [
    "add",
    "append",
    "insert",
    "row",
    "rows",
    "save",
    "log",
    "record",
    "spreadsheet",
    "sheet",
  ],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/append",
});
