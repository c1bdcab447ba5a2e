import { z } from "zod";

/** A list as Notion answers it; generated code makes its own entries of the results. */
export const listAnswer = z.looseObject({
  results: z.array(z.looseObject({ id: z.string() })),
  next_cursor: z.string().nullish(),
});

export const cursors = { next_cursor: z.string().nullish() };

/** A page or row: its title and, by the names of their columns, its values as plain ones. */
export const page = z.looseObject({
  id: z.string(),
  url: z.string().nullish(),
  title: z.string(),
  values: z.record(z.string(), z.unknown()),
  created_time: z.string().nullish(),
  last_edited_time: z.string().nullish(),
});

export const idAnswer = z.looseObject({ id: z.string() });

export const person = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  type: z.string().nullish(),
  person: z.looseObject({ email: z.string().nullish() }).nullish(),
});
