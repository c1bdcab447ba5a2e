import { z } from "zod";
import type { Cell } from "./state.ts";

const sheetProperties = z.looseObject({
  sheetId: z.number().int().optional(),
  title: z.string().optional(),
  index: z.number().int().optional(),
});

/** Rows and columns from 0, ends exclusive; open where left out. */
const gridRange = z.strictObject({
  sheetId: z.number().int().optional(),
  startRowIndex: z.number().int().min(0).optional(),
  endRowIndex: z.number().int().optional(),
  startColumnIndex: z.number().int().min(0).optional(),
  endColumnIndex: z.number().int().optional(),
});

const enteredValue = z.strictObject({
  numberValue: z.number().optional(),
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  formulaValue: z.string().optional(),
});
/** What a request of `updateCells` puts into one cell. */
type EnteredValue = z.output<typeof enteredValue>;

/** What changes looks alone, of which a grid of values shows nothing. */
const looks = [
  "repeatCell",
  "updateBorders",
  "mergeCells",
  "autoResizeDimensions",
  "updateDimensionProperties",
  "setDataValidation",
  "setBasicFilter",
  "addConditionalFormatRule",
  "addChart",
] as const;

/** https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request */
export const changeRequest = z.union([
  z.strictObject({ addSheet: z.strictObject({ properties: sheetProperties.optional() }) }),
  z.strictObject({ deleteSheet: z.strictObject({ sheetId: z.number().int() }) }),
  z.strictObject({
    updateSheetProperties: z.strictObject({ properties: sheetProperties, fields: z.string() }),
  }),
  z.strictObject({
    updateSpreadsheetProperties: z.strictObject({
      properties: z.looseObject({
        title: z.string().optional(),
        locale: z.string().optional(),
        timeZone: z.string().optional(),
      }),
      fields: z.string(),
    }),
  }),
  z.strictObject({
    findReplace: z.strictObject({
      find: z.string(),
      replacement: z.string(),
      allSheets: z.boolean().optional(),
      sheetId: z.number().int().optional(),
      matchCase: z.boolean().optional(),
      matchEntireCell: z.boolean().optional(),
    }),
  }),
  z.strictObject({
    deleteDimension: z.strictObject({
      range: z.strictObject({
        sheetId: z.number().int().optional(),
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
        z.strictObject({
          dimensionIndex: z.number().int(),
          sortOrder: z.enum(["ASCENDING", "DESCENDING"]).optional(),
        }),
      ),
    }),
  }),
  z.strictObject({
    updateCells: z.strictObject({
      start: z.strictObject({
        sheetId: z.number().int().optional(),
        rowIndex: z.number().int().min(0).optional(),
        columnIndex: z.number().int().min(0).optional(),
      }),
      rows: z.array(
        z.strictObject({
          values: z.array(z.looseObject({ userEnteredValue: enteredValue.optional() })),
        }),
      ),
      fields: z.string(),
    }),
  }),
  z.partialRecord(z.enum(looks), z.looseObject({})),
]);
export type ChangeRequest = z.output<typeof changeRequest>;

/** Body of `spreadsheets.batchUpdate`. */
export const changeBody = z.strictObject({
  requests: z.array(changeRequest).optional(),
  includeSpreadsheetInResponse: z.boolean().optional(),
});

/** Body of `spreadsheets.create`. */
export const creation = z.strictObject({
  properties: z
    .strictObject({
      title: z.string().optional(),
      locale: z.string().optional(),
      timeZone: z.string().optional(),
    })
    .optional(),
  sheets: z.array(z.strictObject({ properties: sheetProperties.optional() })).optional(),
});

/** A value as `updateCells` has it. */
export function valueOf(value: EnteredValue | undefined): Cell {
  if (value?.formulaValue !== undefined) return { formula: value.formulaValue };
  return value?.numberValue ?? value?.stringValue ?? value?.boolValue ?? null;
}
