import type { DriveFile } from "../../google/sandbox/ground/files.ts";
import { seededFile } from "../../google/sandbox/ground/seeded-file.ts";
import { type SheetsState, type Spreadsheet, spreadsheetType } from "./state.ts";

const common = { locale: "en_US", timeZone: "Europe/Berlin" };

const spreadsheets: Readonly<Record<string, Spreadsheet>> = {
  "1LeadsSheet2026": {
    ...common,
    title: "Leads",
    tabs: [
      {
        sheetId: 0,
        title: "Leads",
        rows: [
          ["Name", "Email", "Company", "Amount"],
          ["Nora Lind", "nora@example.org", "Northwind", 12_000],
          ["Ben Adeyemi", "ben@example.org", "Fabrikam", 800],
          ["Lucia Perez", "lucia@example.org", "Contoso", 4_500],
        ],
      },
      {
        sheetId: 1_000_003,
        title: "Archive",
        rows: [
          ["Name", "Email"],
          ["Old Lead", "old@example.org"],
        ],
      },
    ],
  },
  "1BudgetSheet2026": {
    ...common,
    title: "Budget",
    tabs: [
      {
        sheetId: 0,
        title: "Budget",
        rows: [
          ["Item", "Amount"],
          ["Rent", 1_200],
          ["Travel", 300],
          ["Total", "=SUM(B2:B3)"],
        ],
      },
    ],
  },
};

export const seedSpreadsheets = (): SheetsState => ({
  spreadsheets: structuredClone({ ...spreadsheets }),
});

export function seedFiles(now: number): readonly DriveFile[] {
  return Object.entries(spreadsheets).map(([id, { title }]) =>
    seededFile({ id, name: title, mimeType: spreadsheetType }, now),
  );
}
