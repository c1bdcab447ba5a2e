import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { spreadsheetId } from "../inputs.ts";

export const spreadsheetsBatchUpdate = defineOperation({
  id: "googlesheets.spreadsheets.batchUpdate",
  title: "Change tabs, formats, charts",
  kind: "write",
  request: {
    method: "POST",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}:batchUpdate",
    body: "json",
  },
  input: z.strictObject({
    spreadsheetId,
    addSheet: z.string().optional().describe("Name of a tab to add"),
    deleteSheet: z.number().int().min(1).optional().describe("Numeric id of a tab to delete"),
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
          addSheet: z
            .looseObject({ properties: z.looseObject({ sheetId: z.number(), title: z.string() }) })
            .nullish(),
        }),
      )
      .nullish(),
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
  rateLimit: "60 writes a minute and user",
  repeatable: false,
  errors: {
    notFound: "There is no such spreadsheet, or the account cannot see it.",
    invalidArgument: "The range cannot be read: check the name of the tab.",
  },
  words: ["add", "tab", "sheet", "delete", "format", "chart", "sort", "change"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/batchUpdate",
});
