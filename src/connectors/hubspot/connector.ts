import { defineConnector } from "../../catalog/connector.ts";
import { events } from "./events.ts";
import { operations } from "./operations/index.ts";
import { scopes } from "./scopes.ts";

const find = (kind: string, query: string) => ({
  operation: `hubspot.crm.${kind}.search`,
  with: { query, properties: ["dealstage", "dealname", "subject", "email"] },
});

export const hubspotConnector = defineConnector({
  id: "hubspot",
  name: "HubSpot",
  category: "crm",
  description: "Keep contacts, companies, deals and tickets, add notes and tasks",
  // A drawing of our own: a hub with three spokes.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#c2410c" stroke-width="2" stroke-linecap="round"><circle cx="13" cy="13" r="4"/><path d="M13 9V4M10 16l-4 4M16.5 15l4 2.5M9.5 10.5 5 7.5"/></svg>`,
  provider: "hubspot",
  typical: { into: "hubspot.crm.contacts.create", outOf: "hubspot.crm.contacts.search" },
  examples: [
    {
      prompt: "Create a HubSpot contact with the email ada@example.com",
      shows: "ada@example.com",
      readBack: find("contacts", "ada@example.com"),
    },
    { prompt: "Search HubSpot contacts for “Fernandez”", shows: "lucia@northwind.example" },
    { prompt: "List my HubSpot deals", shows: "Northwind renewal" },
    {
      prompt: "Move the HubSpot deal 998877 to the stage “closedwon”",
      shows: "closedwon",
      readBack: find("deals", "Northwind renewal"),
    },
    {
      prompt: "Create a HubSpot ticket “The login page is blank”",
      shows: "The login page is blank",
      readBack: find("tickets", "The login page is blank"),
    },
    { prompt: "List the pipelines in HubSpot", shows: "Closed Won" },
    { prompt: "List the owners in HubSpot", shows: "priya@example.com" },
  ],
  events,
  // https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
  rateClasses: {
    calls: { limit: 110, seconds: 10, of: "the account" },
    searches: { limit: 5, seconds: 1, counts: "searches", of: "the account" },
  },
  helper: { name: "hubspot", template: "hubspot", takes: "url" },
  scopes,
  operations,
  words: ["hubspot", "hub spot", "crm"],
});
