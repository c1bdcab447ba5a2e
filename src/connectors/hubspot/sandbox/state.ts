import { z } from "zod";

export const objectTypes = ["contacts", "companies", "deals", "tickets", "notes", "tasks"] as const;
export type ObjectType = (typeof objectTypes)[number];

const recordShape = z.object({
  /** Digits. */
  id: z.string(),
  type: z.enum(objectTypes),
  /** By internal names; every value is a text or null. */
  properties: z.record(z.string(), z.string().nullable()),
  /** ISO 8601. */
  createdAt: z.string(),
  updatedAt: z.string(),
  archived: z.boolean(),
});
export type CrmRecord = z.output<typeof recordShape>;

const linkShape = z.object({
  fromType: z.enum(objectTypes),
  from: z.string(),
  toType: z.enum(objectTypes),
  to: z.string(),
  typeId: z.number(),
});
export type Link = z.output<typeof linkShape>;

const stageShape = z.object({
  id: z.string(),
  label: z.string(),
  displayOrder: z.number(),
  metadata: z.record(z.string(), z.string()),
});
const pipelineShape = z.object({
  id: z.string(),
  label: z.string(),
  type: z.enum(["deals", "tickets"]),
  stages: z.array(stageShape),
});

/** One account. */
export const hubspotState = z.object({
  records: z.array(recordShape),
  links: z.array(linkShape),
  pipelines: z.array(pipelineShape),
  nextId: z.number(),
});
export type HubspotState = z.output<typeof hubspotState>;
