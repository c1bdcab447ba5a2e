import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { tabs } from "../inputs.ts";

export const spreadsheetsCreate = defineOperation({
  id: "googlesheets.spreadsheets.create",
  title: "Create a spreadsheet",
  kind: "write",
  effect: {
    words: "Create the spreadsheet {title|spreadsheet}",
    at: { title: "properties.title" },
  },
  request: {
    method: "POST",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets",
    body: "json",
  },
  input: z.strictObject({
    title: z.string().min(1).describe("Name of the spreadsheet"),
    sheets: z.array(z.string()).min(1).optional().describe("Names of its tabs"),
    timeZone: z.string().optional().describe("IANA time zone of the spreadsheet"),
  }),
  output: z.looseObject({
    spreadsheetId: z.string(),
    spreadsheetUrl: z.string().nullish(),
    sheets: tabs,
  }),
  scopes: anyOf("drive.file", "spreadsheets", "drive"),
  codeHelper: "createSpreadsheet",
  rateLimit: { class: "writes" },
  repeatable: false,
  words: ["create", "new", "make", "spreadsheet", "sheet", "table"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/create",
});
