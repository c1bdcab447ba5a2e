import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { lookups, errors, range, reading, spreadsheetId, valueRenderOption } from "../inputs.ts";

export const spreadsheetsValuesGet = defineOperation({
  id: "googlesheets.spreadsheets.values.get",
  title: "Read a range of cells",
  kind: "read",
  request: {
    method: "GET",
    host: "sheets.googleapis.com",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}",
    defaults: { range: "A:ZZ" },
    body: "query",
  },
  input: z.strictObject({
    spreadsheetId,
    range,
    valueRenderOption,
  }),
  output: z.looseObject({
    range: z.string(),
    values: z.array(z.array(z.union([z.string(), z.number(), z.boolean()]))),
    records: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  }),
  answer: z.looseObject({
    range: z.string(),
    values: z.array(z.array(z.union([z.string(), z.number(), z.boolean()]))).nullish(),
  }),
  ...reading,
  lookups,
  codeHelper: "readRows",
  rateLimit: { class: "reads" },
  repeatable: true,
  errors,
  words: ["read", "get", "list", "show", "rows", "cells", "range", "values", "spreadsheet"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/get",
});
