import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { events } from "./events/index.ts";
import { operations } from "./operations/index.ts";

export const gmailConnector = defineConnector({
  id: "gmail",
  name: "Gmail",
  category: "communication",
  description: "Send, find, read and label email",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#d93025" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><rect x="3" y="5" width="18" height="14" rx="2"/><path d="m4 7 8 6 8-6"/></svg>`,
  provider: "google",
  holds: "personal",
  typical: { into: "gmail.users.messages.send", outOf: "gmail.users.messages.list" },
  examples: [
    {
      prompt:
        "Send an email to sam@example.com with the subject “Build is green” and the text “Version 4.2 is out.”",
      shows: "Version 4.2 is out.",
      readBack: { operation: "gmail.users.threads.list", with: {} },
    },
    { prompt: "Find the emails from jonas@example.com in Gmail", shows: "18f00000000000a1" },
    {
      prompt: "Create a Gmail label called “Receipts 2027”",
      shows: "Receipts 2027",
      readBack: { operation: "gmail.users.labels.list", with: {} },
    },
    {
      prompt:
        "Save a Gmail draft to priya@example.com with the subject “Offer” and the text “See you on Monday.”",
      shows: "See you on Monday.",
      readBack: { operation: "gmail.users.threads.list", with: {} },
    },
    { prompt: "List my Gmail labels", shows: "INBOX" },
    {
      prompt: "Read the email 18f00000000000a1 in Gmail",
      shows: "The meeting room is free on Thursday",
    },
  ],
  events,
  // https://developers.google.com/workspace/gmail/api/reference/quota
  rateClasses: {
    units: { limit: 6_000, seconds: 60, counts: "quota units", of: "the user" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: ["gmail", "google mail", "inbox", "mailbox"],
});
