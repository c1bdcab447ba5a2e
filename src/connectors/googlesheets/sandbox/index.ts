import { html } from "../../../sandbox/kit/html.ts";
import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { shown } from "./cells.ts";
import { methods } from "./methods.ts";
import { columnName } from "./range.ts";
import { seedFiles, seedSpreadsheets } from "./seed.ts";
import { type Tab, sheetsState, spreadsheetType } from "./state.ts";

export const sheetsApp = defineGoogleApp({
  id: "googlesheets",
  name: "Google Sheets",
  service: "sheets.googleapis.com",
  errorStyle: "status",
  shape: sheetsState,
  seed: seedSpreadsheets,
  seedFiles,
  methods,
  documents: {
    mimeType: spreadsheetType,
    create(state, id, title) {
      state.spreadsheets[id] = {
        title,
        locale: "en_US",
        timeZone: "Etc/GMT",
        tabs: [{ sheetId: 0, title: "Sheet1", rows: [] }],
      };
    },
    copy(state, from, to) {
      const original = state.spreadsheets[from];
      if (original) state.spreadsheets[to] = structuredClone(original);
    },
    // CSV has the first tab only.
    exportAs(state, id, mimeType) {
      const tab = state.spreadsheets[id]?.tabs[0];
      return tab && mimeType === "text/csv" ? Buffer.from(csvOf(tab)) : undefined;
    },
  },
  view({ state, files, query, user }) {
    const own = files
      .all()
      .filter(({ mimeType, trashed }) => mimeType === spreadsheetType && !trashed);
    const open = own.find(({ id }) => id === query.get("file")) ?? own[0];
    const tabs = open ? (state.spreadsheets[open.id]?.tabs ?? []) : [];
    const tab = tabs.find(({ title }) => title === query.get("tab")) ?? tabs[0];
    const link = (id: string, title = "") =>
      `/?app=googlesheets&user=${encodeURIComponent(user.email)}&file=${id}&tab=${encodeURIComponent(title)}`;
    const width = Math.max(6, ...(tab?.rows ?? []).map((row) => row.length));
    const columns = Array.from({ length: width }, (_, index) => index);
    return html`<p>${own.map(({ id, name }) => html`<a href="${link(id)}">${name}</a> · `)}</p>
      <h1>${open?.name}</h1>
      <table>
        <tr>
          <th></th>
          ${columns.map((column) => html`<th>${columnName(column)}</th>`)}
        </tr>
        ${(tab?.rows ?? []).map(
          (row, index) =>
            html`<tr>
              <th>${index + 1}</th>
              ${columns.map((column) => html`<td>${tab ? String(shown(tab, row[column] ?? null, "FORMATTED_VALUE")) : ""}</td>`)}
            </tr>`,
        )}
      </table>
      <nav>
        ${tabs.map(({ title }) => html`<a href="${link(open?.id ?? "", title)}">${title}</a>`)}
      </nav>`;
  },
});

function csvOf(tab: Tab): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return tab.rows
    .map((row) => row.map((cell) => quoted(String(shown(tab, cell, "FORMATTED_VALUE")))).join(","))
    .join("\r\n");
}
