import { z } from "zod";

/** What a cell holds: a value, or a formula as it was typed. */
export const cellShape = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.output<typeof cellShape>;

export const tabShape = z.object({
  sheetId: z.number(),
  title: z.string(),
  /** Rows from the top; those and cells that nobody wrote are missing or null. */
  rows: z.array(z.array(cellShape)),
});
export type Tab = z.output<typeof tabShape>;

export const spreadsheetShape = z.object({
  title: z.string(),
  locale: z.string(),
  timeZone: z.string(),
  tabs: z.array(tabShape),
});
export type Spreadsheet = z.output<typeof spreadsheetShape>;

export const sheetsState = z.object({ spreadsheets: z.record(z.string(), spreadsheetShape) });
export type SheetsState = z.output<typeof sheetsState>;

export const spreadsheetType = "application/vnd.google-apps.spreadsheet";

/** Rows and columns of a new tab. */
export const gridSize = { rowCount: 1000, columnCount: 26 } as const;
