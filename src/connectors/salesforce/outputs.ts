import { z } from "zod";

/** A record: its fields by API name, without Salesforce's `attributes`. */
export const record = z.looseObject({
  Id: z.string(),
  Name: z.string().nullish(),
  Email: z.string().nullish(),
  Subject: z.string().nullish(),
  Status: z.string().nullish(),
  StageName: z.string().nullish(),
  CloseDate: z.string().nullish(),
  Amount: z.number().nullish(),
  Company: z.string().nullish(),
});

export const records = z.looseObject({ totalSize: z.number(), records: z.array(record) });

export const saved = z.looseObject({ id: z.string() });

export const upserted = z.looseObject({ id: z.string(), created: z.boolean() });

/** One entry for each record, in the order they were given. */
export const savedAll = z.looseObject({
  results: z.array(
    z.looseObject({ id: z.string().nullish(), success: z.boolean(), error: z.string().nullish() }),
  ),
});

export const job = z.looseObject({
  id: z.string(),
  state: z.string(),
  numberRecordsProcessed: z.number().nullish(),
});

/** Values of a bulk query are texts, for they come as CSV. */
export const rows = z.looseObject({ records: z.array(z.record(z.string(), z.string())) });
