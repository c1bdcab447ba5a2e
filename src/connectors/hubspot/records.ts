import { z } from "zod";
import {
  type EventCall,
  EventCallError,
  type EventCompletion,
  type EventGiven,
} from "../../catalog/event.ts";

/** What HubSpot tells events of. */
export interface Thing {
  readonly id: "contact" | "company" | "deal" | "ticket";
  /** As a sentence begins with it. */
  readonly label: string;
  readonly name: string;
  readonly scope: string;
  readonly words: readonly string[];
  readonly search: string;
  /** Reads one at once; a search is seconds behind. */
  readonly get?: { readonly operation: string; readonly input: string };
  readonly properties: readonly string[];
  /** Properties that say what it is called. */
  readonly title: readonly string[];
  readonly stage?: string;
  /** Property that says when it changed last. */
  readonly modified: string;
}

export const things: readonly Thing[] = [
  {
    id: "contact",
    label: "A contact",
    name: "contact",
    scope: "crm.objects.contacts.read",
    words: ["lead"],
    search: "hubspot.crm.contacts.search",
    get: { operation: "hubspot.crm.contacts.get", input: "contactId" },
    properties: [
      "email",
      "firstname",
      "lastname",
      "phone",
      "company",
      "jobtitle",
      "lifecyclestage",
      "hubspot_owner_id",
    ],
    title: ["email", "firstname", "lastname"],
    modified: "lastmodifieddate",
  },
  {
    id: "company",
    label: "A company",
    name: "company",
    scope: "crm.objects.companies.read",
    words: ["account", "organization"],
    search: "hubspot.crm.companies.search",
    properties: ["name", "domain", "city", "phone", "industry", "hubspot_owner_id"],
    title: ["name", "domain"],
    modified: "hs_lastmodifieddate",
  },
  {
    id: "deal",
    label: "A deal",
    name: "deal",
    scope: "crm.objects.deals.read",
    words: ["opportunity", "negocio", "affaire"],
    search: "hubspot.crm.deals.search",
    get: { operation: "hubspot.crm.deals.get", input: "dealId" },
    properties: ["dealname", "dealstage", "pipeline", "amount", "closedate", "hubspot_owner_id"],
    title: ["dealname"],
    stage: "dealstage",
    modified: "hs_lastmodifieddate",
  },
  {
    id: "ticket",
    label: "A ticket",
    name: "ticket",
    scope: "tickets",
    words: ["case"],
    search: "hubspot.crm.tickets.search",
    properties: [
      "subject",
      "content",
      "hs_pipeline",
      "hs_pipeline_stage",
      "hs_ticket_priority",
      "hubspot_owner_id",
    ],
    title: ["subject"],
    stage: "hs_pipeline_stage",
    modified: "hs_lastmodifieddate",
  },
];

export const record = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
});
export type CrmRecord = z.output<typeof record>;

const found = z.looseObject({ results: z.array(record) });

/** What is not found so long after it happened is gone; before that the search may not have it yet. */
const searchLagMs = 5 * 60_000;

async function recordAt(
  { id: name, get, search, properties }: Thing,
  id: string,
  isNew: boolean,
  call: EventCall,
): Promise<CrmRecord | undefined> {
  if (get) {
    try {
      return record.parse(await call(get.operation, { [get.input]: id, properties }));
    } catch (error) {
      if (error instanceof EventCallError && error.status === 404) return undefined;
      throw error;
    }
  }
  const filters = [{ propertyName: "hs_object_id", operator: "EQ", value: id }];
  const answer = await call(search, { filterGroups: [{ filters }], properties, limit: 1 });
  const [one] = found.parse(answer).results;
  if (one) return one;
  if (!isNew) return undefined;
  // Asked again later.
  throw new EventCallError(`HubSpot does not find the ${name} ${id} yet`, 404, null);
}

/** What a flow says of the stage, as `stage` or as `status`. */
export const saysStage = ({ stage, status }: EventGiven) => stage ?? status;

const pipelines = z.looseObject({
  results: z.array(
    z.looseObject({ stages: z.array(z.looseObject({ id: z.string(), label: z.string() })) }),
  ),
});

/** Labels of stages by their ids. */
export async function stageLabels(
  { id }: Thing,
  call: EventCall,
): Promise<ReadonlyMap<string, string>> {
  const answer = await call("hubspot.crm.pipelines.list", { objectType: `${id}s` });
  const stages = pipelines.parse(answer).results.flatMap((pipeline) => pipeline.stages);
  return new Map(stages.map((stage) => [stage.id, stage.label]));
}

/** The record's part of a payload. */
export function shown(
  { id: name, stage }: Thing,
  { id, properties }: CrmRecord,
  labels: ReadonlyMap<string, string> | undefined,
) {
  const label = labels?.get(properties[stage ?? ""] ?? "");
  return { [name]: { id, ...properties }, ...(label === undefined ? {} : { stageLabel: label }) };
}

/** The operations that reading a record and its stage takes. */
export const readingOf = ({ get, search, stage }: Thing) => [
  get?.operation ?? search,
  ...(stage === undefined ? [] : ["hubspot.crm.pipelines.list"]),
];

/** HubSpot pushes ids, and one property at most. */
export const completeRecord = (thing: Thing): EventCompletion => ({
  operations: readingOf(thing),
  async of({ payload, given, now, call }) {
    const { objectId, occurredAt, propertyName } = payload;
    const isAboutStage = thing.stage !== undefined && saysStage(given) !== undefined;
    // A deal that was won long ago and gets another amount is not won again.
    if (isAboutStage && propertyName !== undefined && propertyName !== thing.stage)
      return undefined;
    const isNew = now.getTime() - Date.parse(String(occurredAt)) < searchLagMs;
    const one = await recordAt(thing, String(objectId), isNew, call);
    const labels = isAboutStage ? await stageLabels(thing, call) : undefined;
    return one && { ...payload, ...shown(thing, one, labels) };
  },
});
