import { z } from "zod";
import type { Method } from "../../../google/sandbox/ground/app.ts";
import { invalid } from "../../../google/sandbox/ground/refusal.ts";
import type { Rendering } from "../cells.ts";
import { opened } from "../opened.ts";
import { write } from "../scopes.ts";
import type { SheetsState, Spreadsheet } from "../state.ts";
import { appendValues, readValues, valueRange, writeValues } from "../values.ts";
import { inputOption, renderingOf, writeParameters } from "./options.ts";

const batchBody = z.strictObject({
  valueInputOption: z.string().optional(),
  data: z.array(valueRange).optional(),
  includeValuesInResponse: z.boolean().optional(),
  responseValueRenderOption: z.string().optional(),
  responseDateTimeRenderOption: z.string().optional(),
});

/** What was written as it stands now, where the call asks for it. */
function updatedData(
  spreadsheet: Spreadsheet,
  { updatedRange }: { readonly updatedRange: string },
  rendering: Rendering | undefined,
) {
  return rendering ? { updatedData: readValues(spreadsheet, updatedRange, rendering) } : {};
}

function responseRendering(query: URLSearchParams): Rendering | undefined {
  if (query.get("includeValuesInResponse") !== "true") return undefined;
  return renderingOf(
    query.get("responseValueRenderOption"),
    query.get("responseDateTimeRenderOption"),
  );
}

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values */
export const valueWrites: readonly Method<SheetsState>[] = [
  {
    id: "spreadsheets.values.batchUpdate",
    http: "POST",
    path: "/v4/spreadsheets/{spreadsheetId}/values:batchUpdate",
    scopes: write,
    body: batchBody,
    changes: true,
    run(call) {
      const { id, file, spreadsheet } = opened(call, "write");
      const { data = [], valueInputOption, ...wanted } = batchBody.parse(call.body);
      const option = inputOption(valueInputOption);
      const rendering = wanted.includeValuesInResponse
        ? renderingOf(wanted.responseValueRenderOption, wanted.responseDateTimeRenderOption)
        : undefined;
      // All ranges or none.
      const draft = structuredClone(spreadsheet);
      const updates = data.map((one) => writeValues(draft, one.range ?? "", one, option));
      spreadsheet.tabs = draft.tabs;
      call.files.touch(file);
      const total = (name: "updatedRows" | "updatedColumns" | "updatedCells") =>
        updates.reduce((sum, update) => sum + (update[name] ?? 0), 0);
      return {
        spreadsheetId: id,
        totalUpdatedRows: total("updatedRows"),
        totalUpdatedColumns: total("updatedColumns"),
        totalUpdatedCells: total("updatedCells"),
        totalUpdatedSheets: new Set(updates.map(({ updatedRange }) => updatedRange.split("!")[0]))
          .size,
        responses: updates.map((update) => ({
          spreadsheetId: id,
          ...update,
          ...updatedData(spreadsheet, update, rendering),
        })),
      };
    },
  },
  {
    id: "spreadsheets.values.append",
    http: "POST",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}:append",
    scopes: write,
    query: ["insertDataOption", ...writeParameters],
    body: valueRange,
    changes: true,
    run(call) {
      const { id, file, spreadsheet } = opened(call, "write");
      const option = inputOption(call.query.get("valueInputOption"));
      const insertion = call.query.get("insertDataOption") ?? "OVERWRITE";
      if (insertion !== "OVERWRITE" && insertion !== "INSERT_ROWS")
        invalid(`Invalid value at 'insert_data_option' (TYPE_ENUM), "${insertion}"`);
      const { updates, ...rest } = appendValues(
        spreadsheet,
        call.params["range"] ?? "",
        valueRange.parse(call.body),
        { option, inserts: insertion === "INSERT_ROWS" },
      );
      call.files.touch(file);
      const data = updatedData(spreadsheet, updates, responseRendering(call.query));
      return { spreadsheetId: id, ...rest, updates: { spreadsheetId: id, ...updates, ...data } };
    },
  },
  {
    id: "spreadsheets.values.update",
    http: "PUT",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}",
    scopes: write,
    query: writeParameters,
    body: valueRange,
    changes: true,
    run(call) {
      const { id, file, spreadsheet } = opened(call, "write");
      const option = inputOption(call.query.get("valueInputOption"));
      const given = valueRange.parse(call.body);
      const updates = writeValues(spreadsheet, call.params["range"] ?? "", given, option);
      call.files.touch(file);
      const data = updatedData(spreadsheet, updates, responseRendering(call.query));
      return { spreadsheetId: id, ...updates, ...data };
    },
  },
];
