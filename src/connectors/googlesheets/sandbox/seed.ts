import type { DriveFile } from "../../google/sandbox/ground/files.ts";
import { people } from "../../google/sandbox/ground/people.ts";
import { seededFile } from "../../google/sandbox/ground/seeded-file.ts";
import { type SheetsState, type Spreadsheet, spreadsheetType } from "./state.ts";

const common = { locale: "en_US", timeZone: "Europe/Berlin" };

const spreadsheets: Readonly<Record<string, Spreadsheet>> = {
  "1LeadsSheet2026": {
    ...common,
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
    tabs: [
      {
        sheetId: 0,
        title: "Budget",
        rows: [
          ["Item", "Amount"],
          ["Rent", 1_200],
          ["Travel", 300],
          ["Total", { formula: "=SUM(B2:B3)" }],
        ],
      },
    ],
  },
};

/** Both are the first person's; the second may read the budget. */
const names: Readonly<Record<string, string>> = {
  "1LeadsSheet2026": "Leads",
  "1BudgetSheet2026": "Budget",
};

export const seedSpreadsheets = (): SheetsState => ({
  spreadsheets: structuredClone({ ...spreadsheets }),
});

export function seedFiles(now: number): readonly DriveFile[] {
  const [, reader] = people;
  return Object.entries(names).map(([id, name]) => {
    const file = seededFile({ id, name, mimeType: spreadsheetType }, now);
    if (id !== "1BudgetSheet2026" || !reader) return file;
    const { email, name: displayName } = reader;
    const share = { id: reader.id, type: "user", role: "reader", emailAddress: email } as const;
    return { ...file, permissions: [...file.permissions, { ...share, displayName }] };
  });
}
