import { z } from "zod";
import { anyOf } from "../google/scopes.ts";
import { fileByName } from "../googledrive/lookups.ts";

export const spreadsheetId = z.string().min(1).describe("Spreadsheet, by name or id");

export const range = z
  .string()
  .min(1)
  .optional()
  .describe("Cells in A1 notation, such as Leads!A2:D; the first tab where left out");

/** What one cell takes; null leaves it as it is. */
export const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Google itself has no default; the helpers send RAW, so that outside text never becomes a formula. */
export const valueInputOption = z
  .enum(["RAW", "USER_ENTERED"])
  .optional()
  .describe("Whether text is kept as it is (RAW), or read as if typed: formulas, dates");

export const valueRenderOption = z
  .enum(["FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"])
  .optional()
  .describe("Cells as shown, as values, or as formulas");

/** A tab as an answer names it. */
export const tabProperties = z.looseObject({ sheetId: z.number(), title: z.string() });
export const tabs = z.array(z.looseObject({ properties: tabProperties })).nullish();

export const lookups = { spreadsheetId: fileByName("application/vnd.google-apps.spreadsheet") };

/**
 * What makes a spreadsheet: `drive.file` reaches it from then on.
 * https://developers.google.com/workspace/drive/api/guides/api-specific-auth
 */
const creators = [
  "googlesheets.spreadsheets.create",
  "googledrive.files.create",
  "googledrive.files.copy",
];

/** Scopes of a read: less suffices for a spreadsheet that the flow has made itself. */
export const reading = {
  scopes: anyOf("spreadsheets.readonly", "spreadsheets", "drive.readonly", "drive"),
  scopesWhen: [
    {
      input: "spreadsheetId",
      from: creators,
      scopes: anyOf(
        "drive.file",
        "spreadsheets.readonly",
        "spreadsheets",
        "drive.readonly",
        "drive",
      ),
    },
  ],
};

/** Scopes of a change, likewise. */
export const writing = {
  scopes: anyOf("spreadsheets", "drive"),
  scopesWhen: [
    {
      input: "spreadsheetId",
      from: creators,
      scopes: anyOf("drive.file", "spreadsheets", "drive"),
    },
  ],
};

export const errors = {
  notFound: "There is no such spreadsheet, or the account cannot see it.",
  invalidArgument: "The range cannot be read, or lies outside the grid: check the name of the tab.",
};
