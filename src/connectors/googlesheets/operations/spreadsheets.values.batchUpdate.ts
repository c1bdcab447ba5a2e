import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { lookups, cell, errors, spreadsheetId, valueInputOption, writing } from "../inputs.ts";

export const spreadsheetsValuesBatchUpdate = defineOperation({
  id: "googlesheets.spreadsheets.values.batchUpdate",
  title: "Write several ranges",
  kind: "write",
  effect: { words: "Write {#range} (spreadsheet {spreadsheetId})", counts: "data" },
  request: {
    method: "POST",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values:batchUpdate",
    body: "json",
  },
  input: z.strictObject({
    spreadsheetId,
    data: z
      .array(z.strictObject({ range: z.string(), values: z.array(z.array(cell)) }))
      .min(1)
      .describe("Ranges with their rows of cells"),
    valueInputOption,
  }),
  output: z.looseObject({ totalUpdatedCells: z.number().nullish() }),
  ...writing,
  lookups,
  codeHelper: "writeRanges",
  rateLimit: { class: "writes" },
  repeatable: true,
  errors,
  words: ["write", "several", "ranges", "update", "cells"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchUpdate",
});
