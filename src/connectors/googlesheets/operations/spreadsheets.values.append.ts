import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { cell, range, spreadsheetId } from "../inputs.ts";

export const spreadsheetsValuesAppend = defineOperation({
  id: "googlesheets.spreadsheets.values.append",
  title: "Add rows to a table",
  kind: "write",
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
    values: z.array(z.array(cell)).min(1).optional().describe("Rows to add, each a list of cells"),
    record: z
      .record(z.string(), cell)
      .optional()
      .describe("One row as column name and value, put under the headers of the first row"),
    valueInputOption: z
      .enum(["RAW", "USER_ENTERED"])
      .optional()
      .describe("Whether text is kept as it is (RAW), or read as if typed: formulas, dates"),
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
  codeHelper: "appendRows",
  codeParts: ["rowUnderHeaders"],
  alsoCalls: [{ operation: "googlesheets.spreadsheets.values.get", input: "record" }],
  rateLimit: "60 writes a minute and user",
  repeatable: false,
  errors: {
    notFound: "There is no such spreadsheet, or the account cannot see it.",
    invalidArgument: "The range cannot be read: check the name of the tab.",
  },
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
