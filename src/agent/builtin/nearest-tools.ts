import type { Vocabulary } from "./vocabulary.ts";

/** Services that people ask for, by the tools of the catalog that do most like it. */
const alike: readonly (readonly [services: string, tools: readonly string[]])[] = [
  [
    "trello|asana|monday.com|clickup|todoist|jira|linear|basecamp|planner",
    ["notion", "googletasks"],
  ],
  [
    "whatsapp|telegram|discord|signal|microsoft teams|ms teams|teams|sms|twilio",
    ["slack", "gmail"],
  ],
  ["outlook|sendgrid|mailchimp|yahoo|mailgun", ["gmail"]],
  ["dropbox|onedrive|box|box.com|sharepoint|s3|aws", ["googledrive"]],
  ["airtable|excel|smartsheet|mongodb|firebase|bigquery|snowflake", ["googlesheets", "notion"]],
  ["confluence|evernote|coda|obsidian", ["notion", "googledocs"]],
  ["pipedrive|zoho|zendesk|intercom|freshdesk", ["hubspot", "salesforce"]],
  ["zoom|webex", ["googlemeet"]],
  ["calendly", ["googlecalendar"]],
  ["typeform|surveymonkey|jotform", ["googleforms"]],
  ["twitter|tweet|facebook|instagram|youtube|pinterest|reddit", ["linkedin", "tiktok"]],
  ["powerpoint|keynote|figma|miro", ["googleslides"]],
];

/** Names of tools in the catalog that come nearest to a service that is not in it. */
export function nearestTools(service: string, { connectors }: Vocabulary): readonly string[] {
  const wanted = service.toLowerCase();
  const ids = alike.find(([services]) => services.split("|").includes(wanted))?.[1] ?? [];
  return connectors.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
}
