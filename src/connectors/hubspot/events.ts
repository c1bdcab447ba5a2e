import { z } from "zod";
import type { EventFilter, EventInfo } from "../../catalog/event.ts";
import { type Thing, completeRecord, things } from "./records.ts";
import { pollRecords } from "./polling.ts";

/** One address for the app, routed by account. https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide */
const docs = "https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide";

const stages = ["stage", "closed", "won", "lost", "closedwon", "closedlost", "pipeline"];

const basis = {
  objectId: z.string().describe("Id of the record"),
  occurredAt: z.string().describe("When it happened, ISO 8601"),
};

const valueText = z.string().nullish();

/** The record as it is when the function starts, its values by their internal names. */
const recordOf = ({ name, properties }: Thing) =>
  z
    .object({
      id: z.string().describe("Id of the record"),
      ...Object.fromEntries(
        properties.map((property) => [property, valueText.describe(`The property ${property}`)]),
      ),
    })
    .describe(`The ${name} as it is when the function starts, by internal names`);

const stageLabel = z
  .string()
  .optional()
  .describe("Label of its stage; there where the function waits for a stage");

const ofObject: EventFilter = { description: "Id of the record", in: ["objectId"] };

/** What may be said of a record, by the words people use for its properties. */
function filtersOf({ id, title, stage }: Thing): Readonly<Record<string, EventFilter>> {
  const titles = title.map((property) => `${id}.${property}`);
  const called: EventFilter = { description: "What the record is called", in: titles };
  const contains: EventFilter = {
    description: "A part of what the record is called",
    in: titles,
    by: "contains",
  };
  const inStage: EventFilter = {
    description: "Label or id of the stage that it is in",
    in: ["stageLabel", `${id}.${stage ?? ""}`],
  };
  return {
    id: ofObject,
    [`${id}Id`]: ofObject,
    name: called,
    title: called,
    subject: called,
    contains,
    ...(id === "contact" ? { from: { description: "Email address", in: ["contact.email"] } } : {}),
    ...(stage === undefined ? {} : { stage: inStage, status: inStage }),
  };
}

function eventsOf(thing: Thing): readonly EventInfo[] {
  const { id, label, scope, words } = thing;
  const common = { scopes: [[scope]], words, docs };
  const whole = {
    ...basis,
    [id]: recordOf(thing),
    ...(thing.stage === undefined ? {} : { stageLabel }),
  };
  const filters = filtersOf(thing);
  return [
    {
      ...common,
      id: `hubspot.${id}.creation`,
      title: `${label} is created`,
      via: ["push", "polling"],
      payload: z.object(whole),
      filters,
      poll: pollRecords(thing, "creation"),
      complete: completeRecord(thing),
    },
    {
      ...common,
      id: `hubspot.${id}.propertyChange`,
      title: `${label} changes, its stage for example`,
      via: ["push", "polling"],
      words: id === "deal" ? [...words, ...stages] : words,
      payload: z.object({
        ...whole,
        propertyName: z
          .string()
          .optional()
          .describe("Internal name of the property that changed; not there where it is polled"),
        propertyValue: z.string().optional().describe("Its new value; likewise"),
      }),
      filters: {
        ...filters,
        property: {
          description: "Internal name of the property that changes; only where HubSpot pushes",
          in: ["propertyName"],
        },
      },
      poll: pollRecords(thing, "propertyChange"),
      complete: completeRecord(thing),
    },
    {
      ...common,
      id: `hubspot.${id}.deletion`,
      title: `${label} is deleted`,
      via: ["push"],
      payload: z.object(basis),
      filters: { id: ofObject, [`${id}Id`]: ofObject },
    },
    {
      ...common,
      id: `hubspot.${id}.associationChange`,
      title: `${label} is linked or unlinked`,
      via: ["push"],
      payload: z.object({
        ...basis,
        associationType: z.string().optional().describe("Kind of the link: CONTACT_TO_COMPANY"),
        toObjectId: z.string().optional().describe("Id of the record at its other end"),
        removed: z.boolean().optional().describe("Whether the link was taken away"),
      }),
      filters: { id: ofObject, [`${id}Id`]: ofObject },
    },
  ];
}

export const events: readonly EventInfo[] = things.flatMap(eventsOf);
