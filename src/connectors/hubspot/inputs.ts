import { z } from "zod";
import type { Lookup } from "../../catalog/operation.ts";

/** Needed by one of these, as a person's token. */
export const needs = (...alternatives: readonly string[]) => ({
  user: alternatives.map((scope) => [scope]),
});

export const host = "api.hubapi.com";

const text = (what: string) => z.string().optional().describe(what);

export const properties = z
  .record(z.string(), z.unknown())
  .optional()
  .describe("Further values by the internal names of the properties, such as hs_lead_status");

/** Who has it: the id of an owner is not the id of the user. */
export const owner = text("Owner, by email address or owner id");

export const ownerByEmail: readonly Lookup[] = [
  { via: "hubspot.crm.owners.list", helper: "ownerId", literal: "@", fromInput: false },
];

/** Ids are lower case or digits; what has a space or a capital is a label. */
const isLabel = "[A-Z\\s]";

export const dealStageByLabel: readonly Lookup[] = [
  {
    via: "hubspot.crm.pipelines.list",
    helper: "dealStageId",
    parts: ["stageId"],
    literal: isLabel,
    fromInput: false,
  },
];
export const ticketStageByLabel: readonly Lookup[] = [
  {
    via: "hubspot.crm.pipelines.list",
    helper: "ticketStageId",
    parts: ["stageId"],
    literal: "\\D",
    fromInput: false,
  },
];

/** What contacts are made of; every value is a text there. */
export const contactFields = {
  email: text("Email address, which is the contact's key"),
  firstname: text("First name of the contact"),
  lastname: text("Last name of the contact"),
  phone: text("Phone number of the contact"),
  company: text("Company of the contact, as plain text"),
  jobtitle: text("Job title of the contact"),
  lifecyclestage: text("Lifecycle stage, such as lead or customer"),
  hubspot_owner_id: owner,
  properties,
};

export const companyFields = {
  name: text("Name of the company"),
  domain: text("Web domain of the company, without https"),
  city: text("City of the company"),
  phone: text("Phone number of the company"),
  industry: text("Industry of the company, by its internal name"),
  hubspot_owner_id: owner,
  properties,
};

export const dealFields = {
  dealname: text("Name of the deal"),
  dealstage: text("Id of the stage (closedwon), or its label (Closed Won)"),
  amount: z
    .union([z.number(), z.string()])
    .optional()
    .describe("Amount of the deal, in the currency of the account"),
  closedate: text("Day the deal closes, such as 2026-12-31"),
  pipeline: text("Id of the pipeline; the first one where left out"),
  hubspot_owner_id: owner,
  properties,
};

export const ticketFields = {
  subject: text("Subject of the ticket"),
  content: text("What the ticket is about"),
  hs_pipeline_stage: text("Id of the stage (a number), or its label; New where left out"),
  hs_ticket_priority: z
    .enum(["LOW", "MEDIUM", "HIGH", "URGENT"])
    .optional()
    .describe("Priority of the ticket"),
  hubspot_owner_id: owner,
  properties,
};

/** Records that a new one is linked to. */
export const links = {
  contactId: text("Id of the contact to link it to"),
  companyId: text("Id of the company to link it to"),
  dealId: text("Id of the deal to link it to"),
  ticketId: text("Id of the ticket to link it to"),
};

/** What every search takes. */
export const searchFields = {
  query: text("Words to find anywhere in the usual properties"),
  where: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Values that records must have, by internal names: { lastname: "Costa" }'),
  filters: z
    .array(z.record(z.string(), z.unknown()))
    .optional()
    .describe('Further conditions: [{ propertyName, operator: "GT", value }], all of which hold'),
  sort: text("Property to sort by; a minus before it turns the order round"),
  properties: z
    .array(z.string())
    .optional()
    .describe("Internal names of the properties to get, besides the usual ones"),
  limit: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("How many to get; more than 200 are read page by page"),
  after: text("Cursor of the page, from the answer before"),
};

export const searchPages = {
  cursor: "after",
  next: "paging.next.after",
  items: "results",
  pageSize: "limit",
  maxPageSize: 200,
} as const;

export const objectType = z
  .enum(["contacts", "companies", "deals", "tickets", "notes", "tasks"])
  .describe("Kind of record");

/** https://developers.hubspot.com/docs/api-reference/error-handling */
export const errors = {
  VALIDATION_ERROR:
    "HubSpot did not take a value; the message names the property. Names are internal ones (dealname), stages go by id, and an admin may demand further properties.",
  MISSING_SCOPES: "The connection lacks a permission. Connect HubSpot again and allow it.",
  OBJECT_NOT_FOUND: "There is no record with this id, or it was deleted.",
} as const;
