import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { lookups, errors, spreadsheetId, tabProperties, writing } from "../inputs.ts";

export const spreadsheetsBatchUpdate = defineOperation({
  id: "googlesheets.spreadsheets.batchUpdate",
  title: "Change tabs, formats, charts",
  kind: "write",
  effect: { words: "Make {#change} in the spreadsheet {spreadsheetId}", counts: "requests" },
  request: {
    method: "POST",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}:batchUpdate",
    body: "json",
  },
  input: z.strictObject({
    spreadsheetId,
    addSheet: z.string().min(1).optional().describe("Name of a tab to add"),
    deleteSheet: z.string().min(1).optional().describe("Name of a tab to delete"),
    requests: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .optional()
      .describe("Requests as the Sheets API has them, for everything else"),
  }),
  output: z.looseObject({
    replies: z
      .array(
        z.looseObject({
          addSheet: z.looseObject({ properties: tabProperties }).nullish(),
        }),
      )
      .nullish(),
  }),
  ...writing,
  lookups,
  codeHelper: "editSpreadsheet",
  // The API knows tabs by number, people by name.
  alsoCalls: [{ operation: "googlesheets.spreadsheets.get", input: "deleteSheet" }],
  rateLimit: { class: "writes" },
  repeatable: false,
  errors,
  words: ["add", "tab", "sheet", "delete", "format", "chart", "sort", "change"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/batchUpdate",
});
