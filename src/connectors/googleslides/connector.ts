import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { operations } from "./operations/index.ts";

export const googleSlidesConnector = defineConnector({
  id: "googleslides",
  name: "Google Slides",
  category: "documents",
  description: "Create, read and fill presentations",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#f9ab00" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><rect x="3" y="5" width="18" height="13" rx="1"/><path d="M8 21h8M12 18v3M8 10h8M8 14h5"/></svg>`,
  provider: "google",
  typical: { into: "googleslides.presentations.create", outOf: "googleslides.presentations.get" },
  examples: [
    {
      prompt: "Create a Google Slides presentation called “Board update”",
      shows: "Board update",
      readBack: { operation: "googledrive.files.list", with: {} },
    },
    {
      prompt: "Replace “2026” with “2027” in the Google Slides presentation 1PitchDeck2026",
      shows: "Plans for 2027",
      readBack: {
        operation: "googleslides.presentations.get",
        with: { presentationId: "1PitchDeck2026" },
      },
    },
    { prompt: "Read the presentation 1PitchDeck2026 in Google Slides", shows: "Why now" },
    {
      prompt: "Get the thumbnail of the slide slideWhy2026 of the presentation 1PitchDeck2026",
      shows: "thumbnail",
    },
    {
      prompt: "Read the slide slideWhy2026 of the Google Slides presentation 1PitchDeck2026",
      shows: "slideWhy2026",
    },
  ],
  events: [],
  // https://developers.google.com/workspace/slides/api/limits
  rateClasses: {
    reads: { limit: 600, seconds: 60, counts: "reads", of: "the user" },
    "expensive reads": { limit: 60, seconds: 60, counts: "expensive reads", of: "the user" },
    writes: { limit: 60, seconds: 60, counts: "writes", of: "the user" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: ["google slides", "slides", "slide deck", "presentation", "presentations", "deck"],
});
