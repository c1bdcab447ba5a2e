import { invalid } from "../../google/sandbox/ground/refusal.ts";
import { type ChangeRequest, valueOf } from "./requests.ts";
import { type Cell, type Spreadsheet, type Tab, gridOf } from "./state.ts";

/** A spreadsheet as a batch of changes sees it. */
interface Draft {
  readonly spreadsheet: Spreadsheet;
  title: string;
}

/** All requests or none; a reply for each. The title is the file's, and is given back. */
export function changeSpreadsheet(
  spreadsheet: Spreadsheet,
  title: string,
  requests: readonly ChangeRequest[],
): { readonly replies: readonly object[]; readonly title: string } {
  const draft: Draft = { spreadsheet: structuredClone(spreadsheet), title };
  const replies = requests.map((request, index) =>
    change(draft, request, (problem) =>
      invalid(`Invalid requests[${index}].${Object.keys(request)[0]}: ${problem}`),
    ),
  );
  Object.assign(spreadsheet, draft.spreadsheet);
  return { replies, title: draft.title };
}

type Refuse = (problem: string) => never;

function change(draft: Draft, request: ChangeRequest, refuse: Refuse): object {
  const { spreadsheet } = draft;
  const tabOf = (id = 0) =>
    spreadsheet.tabs.find(({ sheetId }) => sheetId === id) ?? refuse(`No grid with id: ${id}`);
  if ("addSheet" in request) return addTab(spreadsheet, request, refuse);
  if ("deleteSheet" in request) {
    const tab = tabOf(request.deleteSheet.sheetId);
    if (spreadsheet.tabs.length === 1) refuse("You can't remove all the sheets in a document.");
    spreadsheet.tabs = spreadsheet.tabs.filter((other) => other !== tab);
  } else if ("updateSheetProperties" in request) {
    const { sheetId, title } = request.updateSheetProperties.properties;
    const tab = tabOf(sheetId);
    if (title !== undefined && title !== tab.title)
      tab.title = freeTitle(spreadsheet, title, refuse);
  } else if ("updateSpreadsheetProperties" in request) {
    const { title = draft.title, ...rest } = request.updateSpreadsheetProperties.properties;
    draft.title = title;
    spreadsheet.locale = rest.locale ?? spreadsheet.locale;
    spreadsheet.timeZone = rest.timeZone ?? spreadsheet.timeZone;
  } else if ("findReplace" in request) {
    const { sheetId, allSheets = false } = request.findReplace;
    const tabs = allSheets ? spreadsheet.tabs : [tabOf(sheetId)];
    const occurrencesChanged = replaceIn(tabs, request.findReplace);
    return { findReplace: occurrencesChanged > 0 ? { occurrencesChanged } : {} };
  } else if ("deleteDimension" in request) {
    const { sheetId, dimension, startIndex, endIndex } = request.deleteDimension.range;
    const { rows } = tabOf(sheetId);
    for (const list of dimension === "ROWS" ? [rows] : rows)
      list.splice(startIndex, endIndex - startIndex);
  } else if ("sortRange" in request) {
    sort(tabOf(request.sortRange.range.sheetId), request.sortRange);
  } else if ("updateCells" in request) {
    const { start, rows } = request.updateCells;
    const { rowIndex = 0, columnIndex = 0 } = start;
    const tab = tabOf(start.sheetId);
    for (const [down, { values }] of rows.entries()) {
      while (tab.rows.length <= rowIndex + down) tab.rows.push([]);
      const target = tab.rows[rowIndex + down] ?? [];
      while (target.length < columnIndex + values.length) target.push(null);
      const cells = values.map(({ userEnteredValue }) => valueOf(userEnteredValue));
      target.splice(columnIndex, cells.length, ...cells);
    }
  }
  return {};
}

function addTab(
  spreadsheet: Spreadsheet,
  { addSheet: { properties = {} } }: Extract<ChangeRequest, { readonly addSheet: unknown }>,
  refuse: Refuse,
): object {
  const { tabs } = spreadsheet;
  const next = Math.max(0, ...tabs.map(({ sheetId }) => sheetId)) + 1_000_003;
  const { title = `Sheet${tabs.length + 1}`, sheetId = next, index = tabs.length } = properties;
  const tab: Tab = { sheetId, title: freeTitle(spreadsheet, title, refuse), rows: [] };
  tabs.splice(index, 0, tab);
  return { addSheet: { properties: propertiesOf(tab, tabs.indexOf(tab)) } };
}

/** Titles differ in more than their case. */
function freeTitle({ tabs }: Spreadsheet, title: string, refuse: Refuse): string {
  if (tabs.some((tab) => tab.title.toLowerCase() === title.toLowerCase()))
    refuse(`A sheet with the name "${title}" already exists. Please enter another name.`);
  return title;
}

function replaceIn(
  tabs: readonly Tab[],
  { find, replacement, matchCase = false, matchEntireCell = false }: Replacement,
): number {
  const escaped = find.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(matchEntireCell ? `^${escaped}$` : escaped, matchCase ? "g" : "gi");
  let count = 0;
  for (const row of tabs.flatMap(({ rows }) => rows)) {
    for (const [column, cell] of row.entries()) {
      if (typeof cell !== "string") continue;
      count += cell.match(pattern)?.length ?? 0;
      row[column] = cell.replaceAll(pattern, () => replacement);
    }
  }
  return count;
}

type Replacement = Extract<ChangeRequest, { readonly findReplace: unknown }>["findReplace"];
type Sorting = Extract<ChangeRequest, { readonly sortRange: unknown }>["sortRange"];

function sort({ rows }: Tab, { range, sortSpecs }: Sorting): void {
  const { startRowIndex = 0, endRowIndex = rows.length } = range;
  const compare = (one: readonly Cell[], other: readonly Cell[]) =>
    sortSpecs.reduce((order, { dimensionIndex: at, sortOrder }) => {
      if (order !== 0) return order;
      const sign = sortOrder === "DESCENDING" ? -1 : 1;
      const [a, b] = [String(one[at] ?? ""), String(other[at] ?? "")];
      return sign * a.localeCompare(b, "en", { numeric: true });
    }, 0);
  const sorted = rows.slice(startRowIndex, endRowIndex).toSorted(compare);
  rows.splice(startRowIndex, sorted.length, ...sorted);
}

/** A tab as `spreadsheets.get` describes it. */
export function propertiesOf(tab: Tab, index: number) {
  const { sheetId, title } = tab;
  return { sheetId, title, index, sheetType: "GRID", gridProperties: gridOf(tab) };
}
