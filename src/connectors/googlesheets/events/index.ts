import type { EventFilter, EventInfo } from "../../../catalog/event.ts";
import { anyOf } from "../../google/scopes.ts";
import { rowPayload, spreadsheetNames, watchRows } from "./rows.ts";

const sheetWords = [
  "sheet",
  "spreadsheet",
  "gsheet",
  "tabelle",
  "tabellenblatt",
  "hoja",
  "feuille",
  "tableur",
  "planilha",
];

const spreadsheet: EventFilter = {
  description: "Spreadsheet, by id or address",
};

const common = {
  scopes: anyOf("spreadsheets.readonly", "spreadsheets", "drive.readonly", "drive").user ?? [],
  via: ["polling"],
  docs: "https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/get",
  impliedBy: sheetWords,
  payload: rowPayload,
  requires: spreadsheetNames,
  filters: {
    spreadsheetId: spreadsheet,
    url: spreadsheet,
    id: spreadsheet,
    sheet: { description: "Name of the tab; the first one where left out" },
    range: { description: "Cells in A1 notation whose first row has the titles: Leads!A:D" },
    contains: { description: "Words in a cell", in: ["list"], by: "contains" },
  },
} satisfies Partial<EventInfo>;

export const events: readonly EventInfo[] = [
  {
    ...common,
    id: "googlesheets.row.added",
    title: "A row is added",
    words: ["line", "entry", "record"],
    poll: watchRows("added"),
  },
  {
    ...common,
    id: "googlesheets.row.changed",
    title: "A row changes",
    words: ["cell", "value", "line", "entry", "record"],
    poll: watchRows("changed"),
  },
];
