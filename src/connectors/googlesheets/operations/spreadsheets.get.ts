import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { spreadsheetId } from "../inputs.ts";

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
    sheets: z
      .array(
        z.looseObject({ properties: z.looseObject({ sheetId: z.number(), title: z.string() }) }),
      )
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
  words: ["tabs", "sheets", "properties", "show", "spreadsheet"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/get",
});
