import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { lookups, errors, reading, spreadsheetId, tabs } from "../inputs.ts";

export const spreadsheetsGet = defineOperation({
  id: "googlesheets.spreadsheets.get",
  title: "Read a spreadsheet's tabs and properties",
  kind: "read",
  request: {
    method: "GET",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}",
    fixedQuery: {
      fields: "spreadsheetId,spreadsheetUrl,properties.title,sheets.properties(sheetId,title)",
    },
    body: "query",
  },
  input: z.strictObject({ spreadsheetId }),
  output: z.looseObject({
    spreadsheetId: z.string(),
    properties: z.looseObject({ title: z.string() }),
    spreadsheetUrl: z.string().nullish(),
    sheets: tabs,
  }),
  ...reading,
  lookups,
  names: { list: "", id: "spreadsheetId", name: ["properties.title"] },
  rateLimit: { class: "reads" },
  repeatable: true,
  errors,
  words: ["tabs", "sheets", "properties", "show", "spreadsheet"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/get",
});
