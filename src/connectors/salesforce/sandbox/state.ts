import { z } from "zod";
import { refusal } from "./refusal.ts";
import { type ObjectInfo, objectOf } from "./objects.ts";
import { isSameId } from "./ids.ts";

export const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Value = z.output<typeof value>;

const recordShape = z.record(z.string(), value);
export type SalesforceRecord = z.output<typeof recordShape>;

const jobShape = z.object({
  id: z.string(),
  query: z.string(),
  /** When Salesforce is done with it, in milliseconds since 1970. */
  doneAt: z.number(),
});

export const salesforceState = z.object({
  records: z.record(z.string(), z.array(recordShape)),
  /** Ids of who looked at what, the last one first. */
  viewed: z.array(z.object({ object: z.string(), id: z.string() })),
  jobs: z.array(jobShape),
  /** Queries that have more pages. */
  cursors: z.array(z.object({ id: z.string(), query: z.string(), all: z.boolean() })),
  /** Whether refresh tokens rotate in this org's app. */
  rotates: z.boolean(),
  /** How many were ever created, for ids. */
  count: z.number(),
});
export type SalesforceState = z.output<typeof salesforceState>;

export function knownObject(name: unknown): ObjectInfo {
  const object = objectOf(String(name));
  if (object) return object;
  throw refusal(400, "INVALID_TYPE", `sObject type '${String(name)}' is not supported.`);
}

export function recordsOf({ records }: SalesforceState, { name }: ObjectInfo): SalesforceRecord[] {
  return (records[name] ??= []);
}

export function living(record: SalesforceRecord): boolean {
  return record["IsDeleted"] !== true;
}

export function findRecord(data: SalesforceState, object: ObjectInfo, id: unknown) {
  return recordsOf(data, object).find((one) => isSameId(one["Id"], id));
}
