import { z } from "zod";

/** A record: its values are texts, by internal names. */
export const record = z.looseObject({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
});

export const paging = z
  .looseObject({ next: z.looseObject({ after: z.string().nullish() }).nullish() })
  .nullish();

export const found = z.looseObject({
  total: z.number().nullish(),
  results: z.array(record),
  paging,
});
