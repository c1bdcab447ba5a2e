import { defineConnector } from "../../catalog/connector.ts";
import { events } from "./events/index.ts";
import { operations } from "./operations/index.ts";
import { scopes } from "./scopes.ts";

const leads = (name: string) => ({
  operation: "salesforce.query",
  with: { q: `SELECT Name, Company, Email FROM Lead WHERE Name = '${name}'` },
});

export const salesforceConnector = defineConnector({
  id: "salesforce",
  name: "Salesforce",
  category: "crm",
  description: "Query, search, create and change records of any object, run reports",
  // A drawing of our own: stacked cards.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#0369a1" stroke-width="2" stroke-linejoin="round"><rect x="3" y="9" width="18" height="11" rx="2"/><path d="M6 6h12M8 3h8" stroke-linecap="round"/><path d="M7 14h6" stroke-linecap="round"/></svg>`,
  provider: "salesforce",
  typical: { into: "salesforce.sobjects.create", outOf: "salesforce.query" },
  examples: [
    {
      prompt: "Run SOQL: SELECT Id, Name FROM Account LIMIT 5",
      shows: "Northwind Traders",
    },
    { prompt: "List the opportunities in Salesforce", shows: "Northwind renewal" },
    { prompt: "Search Salesforce for “Fernandez”", shows: "Lucia Fernandez" },
    {
      prompt: "Create a Salesforce task “Call the customer back”",
      shows: "Call the customer back",
      readBack: {
        operation: "salesforce.query",
        with: { q: "SELECT Subject FROM Task WHERE Subject LIKE 'Call the customer%'" },
      },
    },
    {
      prompt:
        "Create a Salesforce lead with the last name “Okoye”, the company “Acme Lab” and the email okoye@example.com",
      shows: "okoye@example.com",
      readBack: leads("Okoye"),
    },
    {
      prompt: "Update the Salesforce contact 0035g00000XyZAB email to lucia.new@example.com",
      shows: "lucia.new@example.com",
      readBack: {
        operation: "salesforce.query",
        with: { q: "SELECT Email FROM Contact WHERE Id = '0035g00000XyZAB'" },
      },
    },
    { prompt: "List the fields of a Salesforce lead", shows: "LeadSource" },
  ],
  events,
  // By edition and licences, all apps together. https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm
  rateClasses: {
    calls: { seconds: 86_400, of: "the org" },
  },
  helper: { name: "salesforce", template: "salesforce", takes: "url" },
  scopes,
  operations,
  words: ["salesforce", "sales force", "sfdc", "soql"],
});
