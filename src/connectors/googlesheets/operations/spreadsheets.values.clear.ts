import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { lookups, errors, spreadsheetId, writing } from "../inputs.ts";

export const spreadsheetsValuesClear = defineOperation({
  id: "googlesheets.spreadsheets.values.clear",
  title: "Empty cells",
  kind: "destructive",
  effect: { words: "Empty {range} (spreadsheet {spreadsheetId})" },
  request: {
    method: "POST",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}:clear",
    body: "json",
  },
  input: z.strictObject({
    spreadsheetId,
    range: z.string().min(1).describe("Cells in A1 notation, such as Temp!A2:Z"),
  }),
  output: z.looseObject({ clearedRange: z.string().nullish() }),
  ...writing,
  lookups,
  rateLimit: { class: "writes" },
  repeatable: true,
  errors,
  words: ["clear", "empty", "erase", "cells", "range"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/clear",
});
