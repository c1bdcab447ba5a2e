import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { asShown, shown } from "./cells.ts";
import { spreadsheetMethods } from "./methods/spreadsheets.ts";
import { valueReads } from "./methods/values-read.ts";
import { valueWrites } from "./methods/values-write.ts";
import { seedFiles, seedSpreadsheets } from "./seed.ts";
import {
  type SheetsState,
  type Tab,
  emptySpreadsheet,
  sheetsState,
  spreadsheetType,
} from "./state.ts";
import { viewSheets } from "./view.ts";

/** Google Sheets; each spreadsheet is a file in Drive. https://developers.google.com/workspace/sheets/api/reference/rest */
export const sheetsApp = defineGoogleApp<SheetsState>({
  id: "googlesheets",
  name: "Google Sheets",
  service: "sheets.googleapis.com",
  errorStyle: "status",
  shape: sheetsState,
  seed: seedSpreadsheets,
  seedFiles,
  methods: [...spreadsheetMethods, ...valueReads, ...valueWrites],
  documents: {
    mimeType: spreadsheetType,
    create(state, id) {
      state.spreadsheets[id] = emptySpreadsheet();
    },
    copy(state, from, to) {
      const original = state.spreadsheets[from];
      if (original) state.spreadsheets[to] = structuredClone(original);
    },
    exportAs(state, id, mimeType) {
      // As text a spreadsheet is its first tab only.
      const tab = state.spreadsheets[id]?.tabs[0];
      const separator = separators[mimeType];
      return tab && separator ? Buffer.from(textOf(tab, separator)) : undefined;
    },
  },
  view: viewSheets,
});

/** https://developers.google.com/workspace/drive/api/guides/ref-export-formats */
const separators: Readonly<Record<string, string>> = {
  "text/csv": ",",
  "text/tab-separated-values": "\t",
};

function textOf(tab: Tab, separator: string): string {
  const width = Math.max(0, ...tab.rows.map((row) => row.length));
  const quoted = (text: string) =>
    text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = tab.rows.map((row) =>
    Array.from({ length: width }, (_, column) =>
      quoted(String(shown(tab, row[column] ?? null, asShown))),
    ).join(separator),
  );
  return lines.join("\r\n");
}
