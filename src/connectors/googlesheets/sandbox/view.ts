import { type Html, html } from "../../../sandbox/kit/html.ts";
import type { Look } from "../../google/sandbox/ground/app.ts";
import { asShown, shown } from "./cells.ts";
import { columnName } from "./range.ts";
import { type SheetsState, type Tab, spreadsheetType } from "./state.ts";

const current = { markup: ' aria-current="page"' };

/** One spreadsheet as a grid, its tabs below, and links to the others. */
export function viewSheets({ state, files, query, user }: Look<SheetsState>): Html {
  const own = files
    .all()
    .filter(({ mimeType, trashed }) => mimeType === spreadsheetType && !trashed);
  const open = own.find(({ id }) => id === query.get("file")) ?? own[0];
  if (!open) return html`<p class="quiet">No spreadsheets.</p>`;
  const tabs = state.spreadsheets[open.id]?.tabs ?? [];
  const tab = tabs.find(({ title }) => title === query.get("tab")) ?? tabs[0];
  const link = (id: string, title = "") =>
    `/?app=googlesheets&user=${encodeURIComponent(user.email)}&file=${id}&tab=${encodeURIComponent(title)}`;
  return html`<nav>
      ${own.map(
        ({ id, name }) =>
          html`<a href="${link(id)}" ${id === open.id ? current : undefined}>${name}</a>`,
      )}
    </nav>
    <h1>${open.name}</h1>
    ${tab ? grid(tab) : undefined}
    <nav>
      ${tabs.map(
        (one) =>
          html`<a href="${link(open.id, one.title)}" ${one === tab ? current : undefined}
            >${one.title}</a
          >`,
      )}
    </nav>`;
}

function grid(tab: Tab): Html {
  const width = Math.max(6, ...tab.rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  // Some empty rows below show that the table ends.
  const rows = Array.from({ length: Math.max(8, tab.rows.length + 2) }, (_, row) => row);
  return html`<table>
    <tr>
      <th></th>
      ${columns.map((column) => html`<th>${columnName(column)}</th>`)}
    </tr>
    ${rows.map(
      (row) =>
        html`<tr>
          <th>${row + 1}</th>
          ${columns.map((column) => html`<td>${String(shown(tab, tab.rows[row]?.[column] ?? null, asShown))}</td>`)}
        </tr>`,
    )}
  </table>`;
}
