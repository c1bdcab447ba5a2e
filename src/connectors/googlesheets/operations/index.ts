import type { Operation } from "../../../catalog/operation.ts";
import { spreadsheetsBatchUpdate } from "./spreadsheets.batchUpdate.ts";
import { spreadsheetsCreate } from "./spreadsheets.create.ts";
import { spreadsheetsGet } from "./spreadsheets.get.ts";
import { spreadsheetsValuesAppend } from "./spreadsheets.values.append.ts";
import { spreadsheetsValuesBatchGet } from "./spreadsheets.values.batchGet.ts";
import { spreadsheetsValuesBatchUpdate } from "./spreadsheets.values.batchUpdate.ts";
import { spreadsheetsValuesClear } from "./spreadsheets.values.clear.ts";
import { spreadsheetsValuesGet } from "./spreadsheets.values.get.ts";
import { spreadsheetsValuesUpdate } from "./spreadsheets.values.update.ts";

export const operations: readonly Operation[] = [
  spreadsheetsBatchUpdate,
  spreadsheetsCreate,
  spreadsheetsGet,
  spreadsheetsValuesAppend,
  spreadsheetsValuesBatchGet,
  spreadsheetsValuesBatchUpdate,
  spreadsheetsValuesClear,
  spreadsheetsValuesGet,
  spreadsheetsValuesUpdate,
];
