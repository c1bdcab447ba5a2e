import { z } from "zod";

export const spreadsheetId = z.string().min(1).describe("Spreadsheet, by name or id");

export const range = z
  .string()
  .min(1)
  .optional()
  .describe("Cells in A1 notation, such as Leads!A2:D; the first tab where left out");

/** What one cell takes; null leaves it as it is. */
export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
