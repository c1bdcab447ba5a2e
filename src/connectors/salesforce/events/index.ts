import type { z } from "zod";
import type { EventFilter, EventInfo, EventPoll } from "../../../catalog/event.ts";
import {
  changed,
  changedPayload,
  objectNames,
  recordPayload,
  stageChanged,
  stagePayload,
  watchCreated,
} from "./records.ts";

const name: EventFilter = { description: "Words in the name", in: ["name"], by: "contains" };
const filters: Readonly<Record<string, EventFilter>> = {
  id: { description: "Id of the record", in: ["id"] },
  name,
  title: name,
  subject: { ...name, description: "Words in the subject or name" },
  contains: {
    description: "Words in name or description",
    in: ["name", "Description"],
    by: "contains",
  },
  status: { description: "Status, by its API value", in: ["Status"] },
  from: { description: "Email address of the record", in: ["Email", "SuppliedEmail"] },
};
const object: EventFilter = { description: "Object, by API name: Account, Invoice__c" };
const stage: EventFilter = { description: "Stage, by its API value: Closed Won", in: ["stage"] };

/** Nothing is pushed by a call of the API: what changed is asked for. */
const event = (
  id: string,
  title: string,
  words: readonly string[],
  poll: EventPoll,
  payload: z.ZodObject = recordPayload,
): EventInfo => ({
  id: `salesforce.${id}`,
  title,
  scopes: [["api"]],
  via: ["polling"],
  words,
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm",
  payload,
  filters,
  poll,
});

export const events: readonly EventInfo[] = [
  event("lead.created", "A lead is created", ["prospect"], watchCreated("Lead")),
  event(
    "opportunity.created",
    "An opportunity is created",
    ["deal", "oportunidad", "oportunidade"],
    watchCreated("Opportunity"),
  ),
  {
    ...event(
      "opportunity.stage_changed",
      "An opportunity moves to another stage",
      ["deal", "oportunidad", "oportunidade", "closed", "won", "lost", "pipeline"],
      stageChanged,
      stagePayload,
    ),
    filters: {
      ...filters,
      stage,
      status: stage,
      previousStage: { description: "Stage it was in before", in: ["previousStage"] },
    },
  },
  event("case.created", "A case is opened", ["ticket"], watchCreated("Case")),
  {
    ...event(
      "record.changed",
      "A record of an object is added or changed",
      ["account", "contact", "task", "campaign", "meeting"],
      changed,
      changedPayload,
    ),
    requires: objectNames,
    filters: {
      ...filters,
      object,
      sobject: object,
      stage: { ...stage, in: ["StageName"] },
      change: {
        description: "created or updated",
        in: ["change"],
        choices: ["created", "updated"],
      },
    },
  },
];
