import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { events } from "./events/index.ts";
import { operations } from "./operations/index.ts";

export const googleFormsConnector = defineConnector({
  id: "googleforms",
  name: "Google Forms",
  category: "documents",
  description: "Create forms and read their answers",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#7248b9" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><rect x="5" y="3" width="14" height="18" rx="1"/><path d="M9 8h6M9 12h6M9 16h3"/></svg>`,
  provider: "google",
  typical: { into: "googleforms.forms.create", outOf: "googleforms.forms.responses.list" },
  examples: [
    {
      prompt: "Create a Google Form called “Event sign-up”",
      shows: "Event sign-up",
      readBack: { operation: "googledrive.files.list", with: {} },
    },
    { prompt: "Read the answers of the Google Form 1FeedbackForm2026", shows: "Very helpful" },
    { prompt: "Read the Google Form 1FeedbackForm2026", shows: "How was the workshop?" },
    {
      prompt: "Add the question “Which day suits you?” to the Google Form 1FeedbackForm2026",
      shows: "Which day suits you?",
      readBack: { operation: "googleforms.forms.get", with: { formId: "1FeedbackForm2026" } },
    },
    {
      prompt: "Get the answer response2026ada of the Google Form 1FeedbackForm2026",
      shows: "ada@example.org",
    },
  ],
  events,
  // https://developers.google.com/workspace/forms/api/limits
  rateClasses: {
    reads: { limit: 390, seconds: 60, counts: "reads", of: "the user" },
    "expensive reads": { limit: 180, seconds: 60, counts: "expensive reads", of: "the user" },
    writes: { limit: 150, seconds: 60, counts: "writes", of: "the user" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: ["google forms", "google form", "form", "forms", "survey"],
});
