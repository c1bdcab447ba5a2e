import { z } from "zod";

/** What a call may put into a cell. */
export const valueShape = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Value = z.output<typeof valueShape>;

/** What a cell holds: a value, a formula as it was typed (with its `=`), or a day. */
export const cellShape = z.union([
  valueShape,
  z.object({ formula: z.string() }),
  /** Days since 30 December 1899. https://developers.google.com/workspace/sheets/api/guides/formats#about_date_time_values */
  z.object({ day: z.number() }),
]);
export type Cell = z.output<typeof cellShape>;

export const tabShape = z.object({
  sheetId: z.number(),
  title: z.string(),
  /** Rows from the top; those and cells that nobody wrote are missing or null. */
  rows: z.array(z.array(cellShape)),
});
export type Tab = z.output<typeof tabShape>;

/** The title is the name of the file. */
export const spreadsheetShape = z.object({
  locale: z.string(),
  timeZone: z.string(),
  tabs: z.array(tabShape),
});
export type Spreadsheet = z.output<typeof spreadsheetShape>;

export const sheetsState = z.object({ spreadsheets: z.record(z.string(), spreadsheetShape) });
export type SheetsState = z.output<typeof sheetsState>;

export const spreadsheetType = "application/vnd.google-apps.spreadsheet";

/** Rows and columns of a tab: those of a new one, and more where it has grown. */
export function gridOf({ rows }: Tab): { readonly rowCount: number; readonly columnCount: number } {
  return {
    rowCount: Math.max(1000, rows.length),
    columnCount: Math.max(26, ...rows.map((row) => row.length)),
  };
}

/** A spreadsheet nobody has written into. */
export function emptySpreadsheet(titles: readonly string[] = ["Sheet1"]): Spreadsheet {
  return {
    locale: "en_US",
    timeZone: "Etc/GMT",
    tabs: titles.map((title, index) => ({ sheetId: index * 1_000_003, title, rows: [] })),
  };
}
