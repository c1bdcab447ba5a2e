import { z } from "zod";
import { invalid } from "./refusal.ts";
import { ofStage } from "./stages.ts";
import type { HubspotState, ObjectType } from "./state.ts";

type Kind = "string" | "number" | "date" | "email" | "boolean" | readonly string[];

const common = { hubspot_owner_id: "string", hs_object_id: "number" } as const;

/** Names, not labels. https://developers.hubspot.com/docs/api-reference/latest/crm/properties */
export const propertiesOf: Readonly<Record<ObjectType, Readonly<Record<string, Kind>>>> = {
  contacts: {
    ...common,
    email: "email",
    firstname: "string",
    lastname: "string",
    phone: "string",
    company: "string",
    jobtitle: "string",
    website: "string",
    city: "string",
    country: "string",
    lifecyclestage: [
      "subscriber",
      "lead",
      "marketingqualifiedlead",
      "salesqualifiedlead",
      "opportunity",
      "customer",
      "evangelist",
      "other",
    ],
    hs_lead_status: ["NEW", "OPEN", "IN_PROGRESS", "OPEN_DEAL", "UNQUALIFIED", "CONNECTED"],
    createdate: "date",
    lastmodifieddate: "date",
  },
  companies: {
    ...common,
    name: "string",
    domain: "string",
    industry: "string",
    phone: "string",
    city: "string",
    country: "string",
    numberofemployees: "number",
    annualrevenue: "number",
    createdate: "date",
    hs_lastmodifieddate: "date",
  },
  deals: {
    ...common,
    dealname: "string",
    dealstage: "string",
    pipeline: "string",
    amount: "number",
    closedate: "date",
    dealtype: ["newbusiness", "existingbusiness"],
    description: "string",
    hs_is_closed: "boolean",
    hs_is_closed_won: "boolean",
    hs_is_closed_lost: "boolean",
    hs_v2_date_entered_current_stage: "date",
    createdate: "date",
    hs_lastmodifieddate: "date",
  },
  tickets: {
    ...common,
    subject: "string",
    content: "string",
    hs_pipeline: "string",
    hs_pipeline_stage: "string",
    hs_ticket_priority: ["LOW", "MEDIUM", "HIGH", "URGENT"],
    closed_date: "date",
    hs_v2_date_entered_current_stage: "date",
    createdate: "date",
    hs_lastmodifieddate: "date",
  },
  notes: { ...common, hs_timestamp: "date", hs_note_body: "string" },
  tasks: {
    ...common,
    hs_timestamp: "date",
    hs_task_subject: "string",
    hs_task_body: "string",
    hs_task_status: ["NOT_STARTED", "IN_PROGRESS", "WAITING", "DEFERRED", "COMPLETED"],
    hs_task_priority: ["LOW", "MEDIUM", "HIGH", "NONE"],
    hs_task_type: ["TODO", "CALL", "EMAIL"],
  },
};

/** What an answer holds where nothing is asked for by name. */
export const defaultProperties: Readonly<Record<ObjectType, readonly string[]>> = {
  contacts: ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
  companies: ["name", "domain", "createdate", "hs_lastmodifieddate", "hs_object_id"],
  deals: [
    "dealname",
    "amount",
    "closedate",
    "pipeline",
    "dealstage",
    "createdate",
    "hs_lastmodifieddate",
    "hs_object_id",
  ],
  tickets: [
    "subject",
    "content",
    "hs_pipeline",
    "hs_pipeline_stage",
    "hs_ticket_priority",
    "createdate",
    "hs_lastmodifieddate",
    "hs_object_id",
  ],
  notes: ["hs_object_id"],
  tasks: ["hs_object_id"],
};

const computed = [
  "hs_object_id",
  "createdate",
  "lastmodifieddate",
  "hs_lastmodifieddate",
  ...ofStage,
];

/** Values of a write, judged one by one; all that is wrong is told at once. */
export function readProperties(
  data: HubspotState,
  type: ObjectType,
  given: unknown,
): Record<string, string | null> {
  const parsed = z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .safeParse(given ?? {});
  if (!parsed.success) return invalid("Invalid input JSON: properties must be texts.");
  const values = Object.entries(parsed.data).map(([name, value]) => {
    const text = value === null || value === "" ? null : String(value);
    return [name, text] as const;
  });
  const wrong = values.flatMap(([name, value]) => faultOf(data, type, name, value) ?? []);
  if (wrong.length > 0)
    invalid(
      `Property values were not valid: ${JSON.stringify(wrong.map((message) => ({ isValid: false, message })))}`,
      wrong.map((message) => ({ message, code: "INVALID_PROPERTY_VALUE" })),
    );
  return Object.fromEntries(values);
}

function faultOf(
  data: HubspotState,
  type: ObjectType,
  name: string,
  value: string | null,
): string | undefined {
  const kind = propertiesOf[type][name];
  if (kind === undefined) return `Property "${name}" does not exist`;
  if (computed.includes(name)) return `"${name}" is a read only property; its value cannot be set.`;
  if (value === null) return undefined;
  if (typeof kind !== "string")
    return kind.includes(value)
      ? undefined
      : `${value} was not one of the allowed options: [${kind.join(", ")}] for "${name}"`;
  if (kind === "number" && Number.isNaN(Number(value))) return `${value} was not a valid number.`;
  if (kind === "date" && Number.isNaN(/^\d+$/.test(value) ? Number(value) : Date.parse(value)))
    return `${value} was not a valid date.`;
  if (kind === "email" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value))
    return `Email address ${value} is invalid`;
  return stageFault(data, type, name, value);
}

/** A stage goes by its id, never by its label. */
function stageFault(data: HubspotState, type: ObjectType, name: string, value: string) {
  if (name !== "dealstage" && name !== "hs_pipeline_stage") return undefined;
  const stages = data.pipelines
    .filter((one) => one.type === type)
    .flatMap(({ stages: own }) => own);
  return stages.some(({ id }) => id === value)
    ? undefined
    : `${value} is not a valid pipeline stage ID; valid are: [${stages.map(({ id }) => id).join(", ")}]`;
}
