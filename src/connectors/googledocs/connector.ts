import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { operations } from "./operations/index.ts";

export const googleDocsConnector = defineConnector({
  id: "googledocs",
  name: "Google Docs",
  category: "documents",
  description: "Create, read and edit documents",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1a73e8" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><path d="M6 3h9l4 4v14H6z M9 11h7 M9 15h7 M9 19h4"/></svg>`,
  provider: "google",
  holds: "personal",
  typical: { into: "googledocs.documents.create", outOf: "googledocs.documents.get" },
  examples: [
    {
      prompt: "Create a Google Doc called “Minutes” with the text “Agenda: budget and hiring”",
      shows: "Agenda: budget and hiring",
      readBack: {
        operation: "googledocs.documents.get",
        with: { documentId: "${output.documentId}" },
      },
    },
    {
      prompt: "Append the line “Approved by finance” to the Google Doc 1ProjectBrief2026",
      shows: "Approved by finance",
      readBack: {
        operation: "googledocs.documents.get",
        with: { documentId: "1ProjectBrief2026" },
      },
    },
    { prompt: "Read the Google Doc 1ProjectBrief2026", shows: "Launch in spring" },
    {
      prompt: "Replace “spring” with “summer” in the Google Doc 1ProjectBrief2026",
      shows: "Launch in summer",
      readBack: {
        operation: "googledocs.documents.get",
        with: { documentId: "1ProjectBrief2026" },
      },
    },
    {
      prompt: "Create a new Google Doc called “Retro notes”",
      shows: "Retro notes",
      readBack: { operation: "googledrive.files.list", with: {} },
    },
  ],
  events: [],
  // https://developers.google.com/workspace/docs/api/limits
  rateClasses: {
    reads: { limit: 300, seconds: 60, counts: "reads", of: "the user" },
    writes: { limit: 60, seconds: 60, counts: "writes", of: "the user" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: ["google docs", "google doc", "gdoc", "docs", "doc", "document", "documents"],
});
