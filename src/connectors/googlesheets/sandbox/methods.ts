import { z } from "zod";
import type { Call, Method } from "../../google/sandbox/ground/app.ts";
import { invalid, notFound } from "../../google/sandbox/ground/refusal.ts";
import { type SheetsState, type Spreadsheet, spreadsheetType } from "./state.ts";
import { changeTabs, propertiesOf, tabRequest } from "./tabs.ts";
import { appendValues, clearValues, readValues, valueRange, writeValues } from "./values.ts";

const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;
const write = [auth("drive"), auth("drive.file"), auth("spreadsheets")];
const read = [...write, auth("drive.readonly"), auth("spreadsheets.readonly")];
const reading = ["majorDimension", "valueRenderOption", "dateTimeRenderOption"];
const writing = [
  "valueInputOption",
  "insertDataOption",
  "includeValuesInResponse",
  "responseValueRenderOption",
  "responseDateTimeRenderOption",
];

type SheetsCall = Call<SheetsState>;

function opened(
  { state, files, params }: SheetsCall,
  need: "read" | "write" = "read",
): { id: string; spreadsheet: Spreadsheet } {
  const id = params["spreadsheetId"] ?? "";
  const spreadsheet = state.spreadsheets[id];
  if (!spreadsheet || !files.find(id)) return notFound("Requested entity was not found.");
  files.get(id, need);
  return { id, spreadsheet };
}

/** The server refuses without it, although the discovery document calls it optional. */
function inputOption(option: string | null): string {
  if (option === "RAW" || option === "USER_ENTERED") return option;
  return invalid("'valueInputOption' is required but not specified");
}

function view(id: string, { title, locale, timeZone, tabs }: Spreadsheet) {
  return {
    spreadsheetId: id,
    properties: { title, locale, timeZone, autoRecalc: "ON_CHANGE" },
    sheets: tabs.map((tab, index) => ({ properties: propertiesOf(tab, index) })),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
  };
}

const createBody = z.strictObject({
  properties: z
    .looseObject({
      title: z.string().optional(),
      locale: z.string().optional(),
      timeZone: z.string().optional(),
    })
    .optional(),
  sheets: z
    .array(
      z.looseObject({ properties: z.looseObject({ title: z.string().optional() }).optional() }),
    )
    .optional(),
});
const batchBody = z.strictObject({
  valueInputOption: z.string().optional(),
  data: z.array(valueRange),
  includeValuesInResponse: z.boolean().optional(),
});
const updateBody = z.strictObject({
  requests: z.array(tabRequest),
  includeSpreadsheetInResponse: z.boolean().optional(),
});

/** https://developers.google.com/workspace/sheets/api/reference/rest */
export const methods: readonly Method<SheetsState>[] = [
  {
    id: "spreadsheets.create",
    http: "POST",
    path: "/v4/spreadsheets",
    scopes: write,
    body: createBody,
    changes: true,
    run({ state, files, body }) {
      const { properties = {}, sheets = [{}] } = createBody.parse(body);
      const title = properties.title ?? "Untitled spreadsheet";
      const { id } = files.create({ name: title, mimeType: spreadsheetType });
      const spreadsheet: Spreadsheet = {
        title,
        locale: properties.locale ?? "en_US",
        timeZone: properties.timeZone ?? "Etc/GMT",
        tabs: sheets.map((sheet, index) => ({
          sheetId: index === 0 ? 0 : index * 1_000_003,
          title: sheet.properties?.title ?? `Sheet${index + 1}`,
          rows: [],
        })),
      };
      state.spreadsheets[id] = spreadsheet;
      return view(id, spreadsheet);
    },
  },
  {
    id: "spreadsheets.get",
    http: "GET",
    path: "/v4/spreadsheets/{spreadsheetId}",
    scopes: read,
    query: ["ranges", "includeGridData"],
    run(call) {
      const { id, spreadsheet } = opened(call);
      return view(id, spreadsheet);
    },
  },
  {
    id: "spreadsheets.values.batchGet",
    http: "GET",
    path: "/v4/spreadsheets/{spreadsheetId}/values:batchGet",
    scopes: read,
    query: ["ranges", ...reading],
    run(call) {
      const { id, spreadsheet } = opened(call);
      const valueRanges = call.query
        .getAll("ranges")
        .map((range) => readValues(spreadsheet, range, call.query));
      return { spreadsheetId: id, valueRanges };
    },
  },
  {
    id: "spreadsheets.values.batchUpdate",
    http: "POST",
    path: "/v4/spreadsheets/{spreadsheetId}/values:batchUpdate",
    scopes: write,
    body: batchBody,
    changes: true,
    run(call) {
      const { id, spreadsheet } = opened(call, "write");
      const { valueInputOption = null, data } = batchBody.parse(call.body);
      const option = inputOption(valueInputOption);
      const responses = data.map((one) => ({
        spreadsheetId: id,
        ...writeValues(spreadsheet, one.range ?? "", one, option),
      }));
      call.files.touch(call.files.get(id));
      return {
        spreadsheetId: id,
        totalUpdatedCells: responses.reduce((sum, { updatedCells }) => sum + updatedCells, 0),
        responses,
      };
    },
  },
  {
    id: "spreadsheets.values.get",
    http: "GET",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}",
    scopes: read,
    query: reading,
    run: (call) => readValues(opened(call).spreadsheet, call.params["range"] ?? "", call.query),
  },
  {
    id: "spreadsheets.values.append",
    http: "POST",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}:append",
    scopes: write,
    query: writing,
    body: valueRange,
    changes: true,
    run(call) {
      const { id, spreadsheet } = opened(call, "write");
      const option = inputOption(call.query.get("valueInputOption"));
      const { updates, ...rest } = appendValues(
        spreadsheet,
        call.params["range"] ?? "",
        valueRange.parse(call.body),
        option,
      );
      call.files.touch(call.files.get(id));
      return { spreadsheetId: id, ...rest, updates: { spreadsheetId: id, ...updates } };
    },
  },
  {
    id: "spreadsheets.values.update",
    http: "PUT",
    path: "/v4/spreadsheets/{spreadsheetId}/values/{range}",
    scopes: write,
    query: writing,
    body: valueRange,
    changes: true,
    run(call) {
      const { id, spreadsheet } = opened(call, "write");
      const option = inputOption(call.query.get("valueInputOption"));
      const updates = writeValues(
        spreadsheet,
        call.params["range"] ?? "",
        valueRange.parse(call.body),
        option,
      );
      call.files.touch(call.files.get(id));
      return { spreadsheetId: id, ...updates };
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
      const { id, spreadsheet } = opened(call, "write");
      return {
        spreadsheetId: id,
        clearedRange: clearValues(spreadsheet, call.params["range"] ?? ""),
      };
    },
  },
  {
    id: "spreadsheets.batchUpdate",
    http: "POST",
    path: "/v4/spreadsheets/{spreadsheetId}:batchUpdate",
    scopes: write,
    body: updateBody,
    changes: true,
    run(call) {
      const { id, spreadsheet } = opened(call, "write");
      const { requests } = updateBody.parse(call.body);
      if (requests.length === 0) invalid("Must specify at least one request.");
      return { spreadsheetId: id, replies: changeTabs(spreadsheet, requests) };
    },
  },
];
