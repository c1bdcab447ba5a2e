import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { events } from "./events/index.ts";
import { operations } from "./operations/index.ts";

export const googleMeetConnector = defineConnector({
  id: "googlemeet",
  name: "Google Meet",
  category: "communication",
  description: "Make meeting links and look back at meetings",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#00897b" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><rect x="3" y="7" width="12" height="10" rx="2"/><path d="m15 11 6-4v10l-6-4"/></svg>`,
  provider: "google",
  holds: "personal",
  typical: { into: "googlemeet.spaces.create", outOf: "googlemeet.conferenceRecords.list" },
  examples: [
    { prompt: "Create a Google Meet link", shows: "meet.google.com" },
    { prompt: "List my past meetings in Google Meet", shows: "conferenceRecords/planning2026" },
    {
      prompt: "List who was in the Google Meet meeting conferenceRecords/planning2026",
      shows: "Sam Rivera",
    },
    {
      prompt: "List the transcripts of the Google Meet meeting conferenceRecords/planning2026",
      shows: "transcripts/planning-text",
    },
    {
      prompt: "List the recordings of the Google Meet meeting conferenceRecords/planning2026",
      shows: "recordings/planning-video",
    },
  ],
  events,
  // https://developers.google.com/workspace/meet/api/guides/limits
  rateClasses: {
    reads: { limit: 600, seconds: 60, counts: "reads", of: "the user" },
    writes: { limit: 100, seconds: 60, counts: "writes", of: "the user" },
    "new spaces": { limit: 10, seconds: 60, counts: "new spaces", of: "the user" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: ["google meet", "meet"],
});
