import { defineConnector } from "../../catalog/connector.ts";
import { events } from "./events.ts";
import { operations } from "./operations/index.ts";
import { scopes } from "./scopes.ts";

const readPageText = (page_id: string) => ({
  operation: "notion.pages.markdown.retrieve",
  with: { page_id },
});

export const notionConnector = defineConnector({
  id: "notion",
  name: "Notion",
  category: "documents",
  description: "Search and write pages, work with tables, read and leave comments",
  // A drawing of our own: a sheet with a folded corner and lines.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#37352f" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/></svg>`,
  provider: "notion",
  typical: { into: "notion.pages.create", outOf: "notion.data_sources.query" },
  examples: [
    { prompt: "Search Notion for “Roadmap 2027”", shows: "Roadmap 2027" },
    {
      prompt: "Append the paragraph “Status: green” to the Notion page “Meeting notes”",
      shows: "Status: green",
      readBack: readPageText("8c2e4f60-a1b3-4c5d-9e7f-001122334455"),
    },
    {
      prompt: "Create a Notion page titled “Retrospective” in the page “Roadmap 2027”",
      shows: "Retrospective",
      readBack: { operation: "notion.search", with: { query: "Retrospective" } },
    },
    {
      prompt: "List the rows of the Notion table “Tasks”",
      shows: "Renew the certificate",
    },
    {
      prompt: "Comment “Looks good to me” on the Notion page “Roadmap 2027”",
      shows: "Looks good to me",
      readBack: {
        operation: "notion.comments.list",
        with: { block_id: "59833787-2cf9-4fdf-8782-e53db20768a5" },
      },
    },
    {
      prompt: "Read the Notion page “Onboarding checklist” as Markdown",
      shows: "Read the handbook",
    },
    { prompt: "List the people in Notion", shows: "Priya Nair" },
  ],
  events,
  // https://developers.notion.com/reference/request-limits: about three a second, counted over a minute.
  rateClasses: {
    calls: { limit: 180, seconds: 60, of: "the connection" },
  },
  helper: { name: "notion", template: "notion", takes: "url" },
  scopes,
  operations,
  words: ["notion", "notion page", "notion database", "wiki"],
});
