import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { events } from "./events/index.ts";
import { operations } from "./operations/index.ts";

export const googleDriveConnector = defineConnector({
  id: "googledrive",
  name: "Google Drive",
  category: "documents",
  description: "Create, find, read and share files and folders",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#188038" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><path d="m9 4-6 10 3 6h12l3-6-6-10z M9 4l6 10 M3 14h18"/></svg>`,
  provider: "google",
  holds: "personal",
  typical: { into: "googledrive.files.create", outOf: "googledrive.files.list" },
  examples: [
    {
      prompt: "Create a folder called “Contracts 2027” in Google Drive",
      shows: "Contracts 2027",
      readBack: { operation: "googledrive.files.list", with: {} },
    },
    {
      prompt:
        "Create a file called “report.txt” in Google Drive with the text “All systems are up.”",
      shows: "report.txt",
      readBack: { operation: "googledrive.files.list", with: {} },
    },
    {
      prompt: "Copy the Drive file 1OfferTemplate2026 and name the copy “Offer Q1”",
      shows: "Offer Q1",
      readBack: { operation: "googledrive.files.list", with: {} },
    },
    {
      prompt: "Rename the Drive file 1YearPlan2027 to “Plan 2028.md”",
      shows: "Plan 2028.md",
      readBack: { operation: "googledrive.files.get", with: { fileId: "1YearPlan2027" } },
    },
    {
      prompt: "Share the Drive file 1OfferTemplate2026 with priya@example.com",
      shows: "priya@example.com",
      readBack: {
        operation: "googledrive.permissions.list",
        with: { fileId: "1OfferTemplate2026" },
      },
    },
    {
      prompt: "List the files in the Drive folder 1ReportsFolder2026",
      shows: "Sales Q3.csv",
    },
    { prompt: "Find files called “Handbook” in Google Drive", shows: "Team handbook.txt" },
    { prompt: "List my 10 latest files in Google Drive", shows: "Team handbook.txt" },
  ],
  events,
  // https://developers.google.com/workspace/drive/api/guides/limits
  rateClasses: {
    units: { limit: 325_000, seconds: 60, counts: "quota units", of: "the user" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: ["google drive", "drive", "gdrive"],
});
