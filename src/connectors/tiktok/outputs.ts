import { z } from "zod";

export const ok = z.looseObject({ error: z.looseObject({ code: z.string() }) });

/** Ids are texts: they have more digits than a number keeps. */
export const video = z.looseObject({
  id: z.string(),
  title: z.string().nullish(),
  video_description: z.string().nullish(),
  create_time: z.number().nullish(),
  duration: z.number().nullish(),
  share_url: z.string().nullish(),
  view_count: z.number().nullish(),
  like_count: z.number().nullish(),
  comment_count: z.number().nullish(),
  share_count: z.number().nullish(),
});

/** How a post or draft stands; PUBLISH_COMPLETE, SEND_TO_USER_INBOX and FAILED are ends. */
export const posted = z.looseObject({
  publish_id: z.string(),
  status: z.string(),
  fail_reason: z.string().nullish(),
  post_ids: z.array(z.string()),
});
