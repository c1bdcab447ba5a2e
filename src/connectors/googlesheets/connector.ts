import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { events } from "./events/index.ts";
import { operations } from "./operations/index.ts";

export const googleSheetsConnector = defineConnector({
  id: "googlesheets",
  name: "Google Sheets",
  category: "documents",
  description: "Read and write rows and cells of spreadsheets",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#188038" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><rect x="4" y="4" width="16" height="16" rx="1"/><path d="M4 10h16M4 15h16M10 4v16"/></svg>`,
  provider: "google",
  typical: {
    into: "googlesheets.spreadsheets.values.append",
    outOf: "googlesheets.spreadsheets.values.get",
  },
  examples: [
    {
      prompt:
        "Add a row with “Ada Lovelace”, ada@example.org, “Analytical Engines”, 1200 to the Google Sheet 1LeadsSheet2026",
      shows: "Ada Lovelace",
      readBack: {
        operation: "googlesheets.spreadsheets.values.get",
        with: { spreadsheetId: "1LeadsSheet2026", range: "Leads!A:D" },
      },
    },
    {
      prompt: "Read the range Leads!A1:D10 of the spreadsheet 1LeadsSheet2026",
      shows: "Northwind",
    },
    {
      prompt: "Read the ranges Leads!A1:B2 and Archive!A1:B2 of the spreadsheet 1LeadsSheet2026",
      shows: "old@example.org",
    },
    {
      prompt: "Set cell Budget!B2 in the spreadsheet 1BudgetSheet2026 to 42.5",
      shows: "42.5",
      readBack: {
        operation: "googlesheets.spreadsheets.values.get",
        with: { spreadsheetId: "1BudgetSheet2026", range: "Budget!B2" },
      },
    },
    {
      prompt: "Clear the range Archive!A2:D of the Google Sheet 1LeadsSheet2026",
      shows: "Archive!A2:D",
    },
    { prompt: "List the tabs of the Google Sheet 1LeadsSheet2026", shows: "Archive" },
    {
      prompt: "Create a Google Sheet called “Signups 2027”",
      shows: "Signups 2027",
      readBack: { operation: "googledrive.files.list", with: {} },
    },
  ],
  events,
  // https://developers.google.com/workspace/sheets/api/limits
  rateClasses: {
    reads: { limit: 60, seconds: 60, counts: "reads", of: "the user" },
    writes: { limit: 60, seconds: 60, counts: "writes", of: "the user" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: [
    "google sheets",
    "google sheet",
    "gsheet",
    "sheets",
    "sheet",
    "spreadsheet",
    "spreadsheets",
  ],
});
