import { z } from "zod";
import type { RestCall } from "../../../sandbox/kit/rest/api.ts";
import { defaultProperties, propertiesOf, readProperties } from "./properties.ts";
import { invalid, notFound, refusal } from "./refusal.ts";
import { enterStage, hasMoved } from "./stages.ts";
import { type CrmRecord, type HubspotState, type ObjectType, objectTypes } from "./state.ts";

export type HubspotCall = RestCall<HubspotState>;
/** What a change takes of a call. */
type Writing = Pick<HubspotCall, "data" | "now">;

/** Type ids go wherever names do. https://developers.hubspot.com/docs/api-reference/latest/crm/understanding-the-crm */
const typeIds: Readonly<Record<string, ObjectType>> = {
  "0-1": "contacts",
  "0-2": "companies",
  "0-3": "deals",
  "0-5": "tickets",
  "0-46": "notes",
  "0-27": "tasks",
};

export function typeOf(name: unknown): ObjectType {
  const text = String(name);
  const plural = objectTypes.find((type) => type === text || type === `${text}s`);
  return (
    plural ??
    typeIds[text] ??
    (text === "company" ? "companies" : undefined) ??
    invalid(`Unable to infer object type from: ${text}`)
  );
}

export function recordAt({ data }: HubspotCall, type: ObjectType, id: unknown): CrmRecord {
  const record = data.records.find((one) => one.id === id && one.type === type && !one.archived);
  return record ?? notFound();
}

/** Unknown names in a read are passed over without a word. */
export function recordView(record: CrmRecord, wanted?: readonly string[]) {
  const names = wanted?.length
    ? [...wanted, ...defaultProperties[record.type].filter((one) => one.startsWith("hs_object"))]
    : defaultProperties[record.type];
  const known = [...new Set(names)].filter((name) => name in propertiesOf[record.type]);
  return {
    id: record.id,
    properties: Object.fromEntries(known.map((name) => [name, record.properties[name] ?? null])),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    archived: record.archived,
    url: `https://app.hubspot.com/contacts/8675309/record/0-1/${record.id}`,
  };
}

const required: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
  deals: ["dealname", "dealstage"],
  tickets: ["subject", "hs_pipeline_stage"],
  notes: ["hs_timestamp"],
  tasks: ["hs_timestamp"],
};

export function createRecord({ data, now }: Writing, type: ObjectType, given: unknown): CrmRecord {
  const properties = readProperties(data, type, given);
  const missing = (required[type] ?? []).filter((name) => !properties[name]);
  if (missing.length > 0)
    invalid(`Error creating ${type}. Some required properties were not set: ${missing.join(", ")}`);
  refuseTwin(data, type, properties["email"]);
  const at = new Date(now).toISOString();
  const record: CrmRecord = {
    id: String(data.nextId),
    type,
    properties: {
      ...properties,
      ...(type === "deals" ? { pipeline: properties["pipeline"] ?? "default" } : {}),
      ...(type === "tickets" ? { hs_pipeline: properties["hs_pipeline"] ?? "0" } : {}),
    },
    createdAt: at,
    updatedAt: at,
    archived: false,
  };
  data.nextId += 1;
  touch(record, at);
  record.properties["createdate"] = at;
  enterStage(data, record, at);
  record.properties["hs_object_id"] = record.id;
  data.records.push(record);
  return record;
}

export function changeRecord(call: Writing, record: CrmRecord, given: unknown): CrmRecord {
  const properties = readProperties(call.data, record.type, given);
  if (properties["email"] !== record.properties["email"])
    refuseTwin(call.data, record.type, properties["email"]);
  const before = { ...record.properties };
  Object.assign(record.properties, properties);
  const at = new Date(call.now).toISOString();
  touch(record, at);
  if (hasMoved(before, record)) enterStage(call.data, record, at);
  return record;
}

function touch(record: CrmRecord, at: string): void {
  record.updatedAt = at;
  record.properties[record.type === "contacts" ? "lastmodifieddate" : "hs_lastmodifieddate"] = at;
}

/** The address of a contact is its key. */
function refuseTwin(data: HubspotState, type: ObjectType, email: string | null | undefined): void {
  if (type !== "contacts" || !email) return;
  const twin = data.records.find(
    (one) => one.type === "contacts" && !one.archived && one.properties["email"] === email,
  );
  if (twin) throw refusal(409, "CONFLICT", `Contact already exists. Existing ID: ${twin.id}`);
}

const inputsShape = z.array(
  z.looseObject({
    id: z.string(),
    idProperty: z.string().optional(),
    properties: z.record(z.string(), z.unknown()).optional(),
  }),
);

export function readInputs(body: Readonly<Record<string, unknown>>) {
  const parsed = inputsShape.max(100).safeParse(body["inputs"]);
  return parsed.success ? parsed.data : invalid("Invalid input JSON: inputs must be a list.");
}
