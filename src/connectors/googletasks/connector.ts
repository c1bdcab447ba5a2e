import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { events } from "./events/index.ts";
import { operations } from "./operations/index.ts";

export const googleTasksConnector = defineConnector({
  id: "googletasks",
  name: "Google Tasks",
  category: "productivity",
  description: "Keep to-do lists",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1a73e8" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/></svg>`,
  provider: "google",
  holds: "personal",
  typical: { into: "googletasks.tasks.insert", outOf: "googletasks.tasks.list" },
  examples: [
    {
      prompt: "Create a Google task “Call the printer”",
      shows: "Call the printer",
      readBack: { operation: "googletasks.tasks.list", with: {} },
    },
    {
      prompt: "Add a Google task “Send the invoices” due on 2027-01-31",
      shows: "2027-01-31",
      readBack: { operation: "googletasks.tasks.list", with: {} },
    },
    { prompt: "List my Google tasks", shows: "Water the plants" },
    { prompt: "List my task lists in Google Tasks", shows: "Errands" },
    {
      prompt: "Create a task list called “Move house” in Google Tasks",
      shows: "Move house",
      readBack: { operation: "googletasks.tasklists.list", with: {} },
    },
  ],
  events,
  // https://developers.google.com/workspace/tasks/overview
  rateClasses: {
    calls: { limit: 50_000, seconds: 86_400, of: "the project" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: ["google tasks", "google task", "gtasks", "tasks", "task", "todo", "to-do"],
});
