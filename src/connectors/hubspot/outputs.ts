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

/** What a page shows of a contact, whether it was asked for by its id or found. */
export const contactShows = [
  { path: "properties.firstname", label: "First name" },
  { path: "properties.lastname", label: "Last name" },
  { path: "properties.email", label: "Email" },
  { path: "properties.company", label: "Company" },
  { path: "properties.phone", label: "Phone" },
  { path: "properties.lifecyclestage", label: "Lifecycle stage" },
] as const;
