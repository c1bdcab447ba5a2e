import { z } from "zod";

/** Parts of answers that several operations share; only what flows read. */
export const nextCursor = z.looseObject({ next_cursor: z.string().nullish() }).nullish();

export const message = z.looseObject({
  ts: z.string(),
  text: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  thread_ts: z.string().nullish(),
});

/** A direct conversation has no name. */
export const conversation = z.looseObject({ id: z.string(), name: z.string().nullish() });

export const person = z.looseObject({
  id: z.string(),
  name: z.string(),
  real_name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  tz: z.string().nullish(),
  profile: z
    .looseObject({ display_name: z.string().nullish(), email: z.string().nullish() })
    .nullish(),
});

export const profile = z.looseObject({
  real_name: z.string().nullish(),
  display_name: z.string().nullish(),
  title: z.string().nullish(),
  email: z.string().nullish(),
  status_text: z.string().nullish(),
  status_emoji: z.string().nullish(),
});

export const file = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  size: z.number().nullish(),
  permalink: z.string().nullish(),
});
