import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { lookups, errors, reading, spreadsheetId, valueRenderOption } from "../inputs.ts";

export const spreadsheetsValuesBatchGet = defineOperation({
  id: "googlesheets.spreadsheets.values.batchGet",
  title: "Read several blocks of cells",
  kind: "read",
  request: {
    method: "GET",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values:batchGet",
    body: "query",
  },
  input: z.strictObject({
    spreadsheetId,
    ranges: z.array(z.string()).min(1).describe("Ranges in A1 notation, such as Leads!A1:C10"),
    valueRenderOption,
  }),
  output: z.looseObject({
    valueRanges: z
      .array(z.looseObject({ range: z.string(), values: z.array(z.array(z.unknown())).nullish() }))
      .nullish(),
  }),
  ...reading,
  lookups,
  rateLimit: { class: "reads" },
  repeatable: true,
  errors,
  words: ["read", "several", "ranges", "cells"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/batchGet",
});
