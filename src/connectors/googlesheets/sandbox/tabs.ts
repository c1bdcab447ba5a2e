import { z } from "zod";
import { invalid } from "../../google/sandbox/ground/refusal.ts";
import { type Spreadsheet, type Tab, gridSize } from "./state.ts";

const properties = z.looseObject({
  sheetId: z.number().int().optional(),
  title: z.string().optional(),
  index: z.number().int().optional(),
});
const gridRange = z.looseObject({ sheetId: z.number().int().optional() });

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request */
export const tabRequest = z.union([
  z.strictObject({ addSheet: z.strictObject({ properties: properties.optional() }) }),
  z.strictObject({ deleteSheet: z.strictObject({ sheetId: z.number().int() }) }),
  z.strictObject({ updateSheetProperties: z.strictObject({ properties, fields: z.string() }) }),
  z.strictObject({
    findReplace: z.strictObject({
      find: z.string(),
      replacement: z.string(),
      allSheets: z.boolean().optional(),
      sheetId: z.number().int().optional(),
      matchCase: z.boolean().optional(),
    }),
  }),
  z.strictObject({
    deleteDimension: z.strictObject({
      range: z.strictObject({
        sheetId: z.number().int(),
        dimension: z.enum(["ROWS", "COLUMNS"]),
        startIndex: z.number().int().min(0),
        endIndex: z.number().int(),
      }),
    }),
  }),
  z.strictObject({
    sortRange: z.strictObject({
      range: gridRange,
      sortSpecs: z.array(
        z.looseObject({ dimensionIndex: z.number().int(), sortOrder: z.string().optional() }),
      ),
    }),
  }),
  // Looks alone, of which a grid of values shows nothing.
  z.strictObject({ repeatCell: z.looseObject({}) }),
  z.strictObject({ autoResizeDimensions: z.looseObject({}) }),
  z.strictObject({ setDataValidation: z.looseObject({}) }),
  z.strictObject({ updateCells: z.looseObject({}) }),
]);
type TabRequest = z.output<typeof tabRequest>;

/** All requests or none; a reply for each. */
export function changeTabs(
  spreadsheet: Spreadsheet,
  requests: readonly TabRequest[],
): readonly object[] {
  const draft = structuredClone(spreadsheet);
  const replies = requests.map((request, index) =>
    apply(draft, request, `Invalid requests[${index}].${Object.keys(request)[0]}`),
  );
  spreadsheet.tabs = draft.tabs;
  return replies;
}

function apply(spreadsheet: Spreadsheet, request: TabRequest, where: string): object {
  const tabOf = (id: number | undefined) =>
    spreadsheet.tabs.find(({ sheetId }) => sheetId === (id ?? 0)) ??
    invalid(`${where}: No grid with id: ${id ?? 0}`);
  if ("addSheet" in request) {
    const {
      title = `Sheet${spreadsheet.tabs.length + 1}`,
      sheetId = newId(spreadsheet),
      index,
    } = request.addSheet.properties ?? {};
    if (spreadsheet.tabs.some((tab) => tab.title === title)) {
      invalid(
        `${where}: A sheet with the name "${title}" already exists. Please enter another name.`,
      );
    }
    const tab: Tab = { sheetId, title, rows: [] };
    spreadsheet.tabs.splice(index ?? spreadsheet.tabs.length, 0, tab);
    return { addSheet: { properties: propertiesOf(tab, spreadsheet.tabs.indexOf(tab)) } };
  }
  if ("deleteSheet" in request) {
    const tab = tabOf(request.deleteSheet.sheetId);
    if (spreadsheet.tabs.length === 1)
      invalid(`${where}: You can't remove all the sheets in a document.`);
    spreadsheet.tabs = spreadsheet.tabs.filter((one) => one !== tab);
  } else if ("updateSheetProperties" in request) {
    const { sheetId, title } = request.updateSheetProperties.properties;
    if (title !== undefined) tabOf(sheetId).title = title;
  } else if ("findReplace" in request) {
    const { find, replacement, sheetId, allSheets = false } = request.findReplace;
    return {
      findReplace: {
        occurrencesChanged: replaceIn(
          allSheets ? spreadsheet.tabs : [tabOf(sheetId)],
          find,
          replacement,
        ),
      },
    };
  } else if ("deleteDimension" in request) {
    const { sheetId, dimension, startIndex, endIndex } = request.deleteDimension.range;
    const { rows } = tabOf(sheetId);
    if (dimension === "ROWS") rows.splice(startIndex, endIndex - startIndex);
    else for (const row of rows) row.splice(startIndex, endIndex - startIndex);
  } else if ("sortRange" in request) {
    const tab = tabOf(request.sortRange.range.sheetId);
    const [spec] = request.sortRange.sortSpecs;
    const sign = spec?.sortOrder === "DESCENDING" ? -1 : 1;
    const [head = [], ...rows] = tab.rows;
    const at = spec?.dimensionIndex ?? 0;
    tab.rows = [
      head,
      ...rows.toSorted(
        (a, b) =>
          sign * String(a[at] ?? "").localeCompare(String(b[at] ?? ""), "en", { numeric: true }),
      ),
    ];
  }
  return {};
}

function replaceIn(tabs: readonly Tab[], find: string, replacement: string): number {
  let count = 0;
  for (const { rows } of tabs) {
    for (const row of rows) {
      for (const [column, cell] of row.entries()) {
        if (typeof cell !== "string" || !cell.includes(find)) continue;
        row[column] = cell.replaceAll(find, replacement);
        count += 1;
      }
    }
  }
  return count;
}

function newId({ tabs }: Spreadsheet): number {
  return Math.max(0, ...tabs.map(({ sheetId }) => sheetId)) + 1_000_003;
}

export function propertiesOf({ sheetId, title, rows }: Tab, index: number) {
  const columnCount = Math.max(gridSize.columnCount, ...rows.map((row) => row.length));
  return {
    sheetId,
    title,
    index,
    sheetType: "GRID",
    gridProperties: { rowCount: Math.max(gridSize.rowCount, rows.length), columnCount },
  };
}
