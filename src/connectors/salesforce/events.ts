import type { EventInfo } from "../../catalog/connector.ts";

/** Nothing is pushed by a call of the API: what changed is asked for, by SystemModstamp. */
const event = (name: string, title: string): EventInfo => ({
  id: `salesforce.${name}`,
  title,
  scopes: [["api"]],
  via: ["polling"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm",
});

export const events: readonly EventInfo[] = [
  event("lead.created", "A lead is created"),
  event("opportunity.created", "An opportunity is created"),
  event("opportunity.stage_changed", "An opportunity moves to another stage"),
  event("case.created", "A case is opened"),
  event("record.changed", "A record of an object changes"),
];
