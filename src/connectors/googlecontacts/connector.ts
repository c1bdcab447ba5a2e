import { defineConnector } from "../../catalog/connector.ts";
import { scopesOf } from "../google/scopes.ts";
import { events } from "./events/index.ts";
import { operations } from "./operations/index.ts";

export const googleContactsConnector = defineConnector({
  id: "googlecontacts",
  name: "Google Contacts",
  category: "productivity",
  description: "Find, create and change contacts",
  // A drawing of our own.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#1a73e8" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><circle cx="12" cy="9" r="4"/><path d="M4 20c1-4 4-6 8-6s7 2 8 6"/></svg>`,
  provider: "google",
  holds: "personal",
  typical: {
    into: "googlecontacts.people.createContact",
    outOf: "googlecontacts.people.connections.list",
  },
  examples: [
    {
      prompt: "Create a Google contact named “Jane Doe” with the email jane@example.org",
      shows: "jane@example.org",
      readBack: { operation: "googlecontacts.people.connections.list", with: {} },
    },
    { prompt: "Search my Google contacts for “Lucia”", shows: "Lucia" },
    { prompt: "List my Google contacts", shows: "Lucia" },
    {
      prompt: "Add a Google contact named “Omar Haddad” with the phone “+49 30 1234567”",
      shows: "+49 30 1234567",
      readBack: { operation: "googlecontacts.people.connections.list", with: {} },
    },
    { prompt: "Search the directory in Google Contacts for “Priya”", shows: "priya@example.com" },
    {
      prompt: "Search Google Contacts for people I have written with called “Hanna”",
      shows: "hanna@example.org",
    },
    { prompt: "List the contact groups in Google Contacts", shows: "Customers" },
  ],
  events,
  // Not published; the defaults that the Cloud console shows.
  rateClasses: {
    reads: { limit: 90, seconds: 60, counts: "reads", of: "the user" },
    writes: { limit: 60, seconds: 60, counts: "writes", of: "the user" },
  },
  helper: { name: "google", template: "google", takes: "url" },
  scopes: scopesOf(operations),
  operations,
  words: ["google contacts", "google contact", "contacts", "contact", "address book"],
});
