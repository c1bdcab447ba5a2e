import type { EventInfo } from "../../catalog/event.ts";

/** Nothing is pushed by a call of the API: what changed is asked for, by SystemModstamp. */
const event = (name: string, title: string, words: readonly string[]): EventInfo => ({
  id: `salesforce.${name}`,
  title,
  scopes: [["api"]],
  via: ["polling"],
  words,
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm",
});

export const events: readonly EventInfo[] = [
  event("lead.created", "A lead is created", ["prospect"]),
  event("opportunity.created", "An opportunity is created", [
    "deal",
    "oportunidad",
    "oportunidade",
  ]),
  event("opportunity.stage_changed", "An opportunity moves to another stage", [
    "deal",
    "oportunidad",
    "oportunidade",
    "closed",
    "won",
    "lost",
    "pipeline",
  ]),
  event("case.created", "A case is opened", ["ticket"]),
  event("record.changed", "A record of an object is added or changed", [
    "account",
    "contact",
    "task",
    "campaign",
    "meeting",
  ]),
];
