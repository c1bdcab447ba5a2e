import type { Method } from "../../../google/sandbox/ground/app.ts";
import { invalid } from "../../../google/sandbox/ground/refusal.ts";
import { changeSpreadsheet, propertiesOf } from "../changes.ts";
import { opened } from "../opened.ts";
import { changeBody, creation } from "../requests.ts";
import { read, write } from "../scopes.ts";
import { type SheetsState, type Spreadsheet, emptySpreadsheet, spreadsheetType } from "../state.ts";

function described(id: string, title: string, { locale, timeZone, tabs }: Spreadsheet) {
  return {
    spreadsheetId: id,
    properties: { title, locale, timeZone, autoRecalc: "ON_CHANGE" },
    sheets: tabs.map((tab, index) => ({ properties: propertiesOf(tab, index) })),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${id}/edit`,
  };
}

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets */
export const spreadsheetMethods: readonly Method<SheetsState>[] = [
  {
    id: "spreadsheets.create",
    http: "POST",
    path: "/v4/spreadsheets",
    scopes: write,
    body: creation,
    changes: true,
    run({ state, files, body }) {
      const { properties = {}, sheets } = creation.parse(body);
      const { title = "Untitled spreadsheet", locale, timeZone } = properties;
      const titles = sheets?.map((sheet, index) => sheet.properties?.title ?? `Sheet${index + 1}`);
      if (new Set(titles).size < (titles?.length ?? 0))
        invalid("Invalid sheets: two of them have the same name.");
      const { id } = files.create({ name: title, mimeType: spreadsheetType });
      const fresh = emptySpreadsheet(titles?.length ? titles : undefined);
      const spreadsheet: Spreadsheet = {
        ...fresh,
        locale: locale ?? fresh.locale,
        timeZone: timeZone ?? fresh.timeZone,
      };
      state.spreadsheets[id] = spreadsheet;
      return described(id, title, spreadsheet);
    },
  },
  {
    id: "spreadsheets.get",
    http: "GET",
    path: "/v4/spreadsheets/{spreadsheetId}",
    scopes: read,
    query: ["ranges", "includeGridData", "excludeTablesInBandedRanges"],
    run(call) {
      const { id, file, spreadsheet } = opened(call, "read");
      return described(id, file.name, spreadsheet);
    },
  },
  {
    id: "spreadsheets.batchUpdate",
    http: "POST",
    path: "/v4/spreadsheets/{spreadsheetId}:batchUpdate",
    scopes: write,
    body: changeBody,
    changes: true,
    run(call) {
      const { id, file, spreadsheet } = opened(call, "write");
      const { requests = [], includeSpreadsheetInResponse = false } = changeBody.parse(call.body);
      if (requests.length === 0) invalid("Must specify at least one request.");
      const { replies, title } = changeSpreadsheet(spreadsheet, file.name, requests);
      file.name = title;
      call.files.touch(file);
      const now = includeSpreadsheetInResponse
        ? { updatedSpreadsheet: described(id, title, spreadsheet) }
        : {};
      return { spreadsheetId: id, replies, ...now };
    },
  },
];
