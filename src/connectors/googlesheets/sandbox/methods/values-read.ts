import { z } from "zod";
import type { Method } from "../../../google/sandbox/ground/app.ts";
import { opened } from "../opened.ts";
import { read, write } from "../scopes.ts";
import type { SheetsState } from "../state.ts";
import { clearValues, readValues } from "../values.ts";
import { readParameters, readingOf } from "./options.ts";

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values */
export const valueReads: readonly Method<SheetsState>[] = [
  {
    id: "spreadsheets.values.batchGet",
    http: "GET",
    path: "/v4/spreadsheets/{spreadsheetId}/values:batchGet",
    scopes: read,
    query: ["ranges", ...readParameters],
    run(call) {
      const { id, spreadsheet } = opened(call, "read");
      const reading = readingOf(call.query);
      const valueRanges = call.query
        .getAll("ranges")
        .map((range) => readValues(spreadsheet, range, reading));
      return { spreadsheetId: id, ...(valueRanges.length > 0 ? { valueRanges } : {}) };
    },
  },
  {
    id: "spreadsheets.values.get",
    http: "GET",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}",
    scopes: read,
    query: readParameters,
    run(call) {
      const { spreadsheet } = opened(call, "read");
      return readValues(spreadsheet, call.params["range"] ?? "", readingOf(call.query));
    },
  },
  {
    id: "spreadsheets.values.clear",
    http: "POST",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}:clear",
    scopes: write,
    body: z.strictObject({}),
    changes: true,
    run(call) {
      const { id, file, spreadsheet } = opened(call, "write");
      const clearedRange = clearValues(spreadsheet, call.params["range"] ?? "");
      call.files.touch(file);
      return { spreadsheetId: id, clearedRange };
    },
  },
];
