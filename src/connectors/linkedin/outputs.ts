import { z } from "zod";

const page = { nextStart: z.string().nullish() };
const stamp = z.looseObject({ actor: z.string().nullish(), time: z.number().nullish() });

/** `url` is the post as people see it. */
export const published = z.looseObject({ id: z.string(), url: z.string() });

/** LinkedIn answers with nothing. */
export const done = z.looseObject({ id: z.string() });

/** Times are milliseconds since 1970. */
export const post = z.looseObject({
  id: z.string(),
  author: z.string(),
  commentary: z.string().nullish(),
  visibility: z.string().nullish(),
  lifecycleState: z.string().nullish(),
  publishedAt: z.number().nullish(),
});
export const posts = z.looseObject({ elements: z.array(post), ...page });

export const comment = z.looseObject({
  id: z.string(),
  commentUrn: z.string().nullish(),
  actor: z.string(),
  message: z.looseObject({ text: z.string() }),
  created: stamp.nullish(),
  object: z.string().nullish(),
});
export const comments = z.looseObject({ elements: z.array(comment), ...page });

export const reactions = z.looseObject({
  elements: z.array(
    z.looseObject({
      reactionType: z.string(),
      root: z.string().nullish(),
      created: stamp.nullish(),
    }),
  ),
  ...page,
});

export const acls = z.looseObject({
  elements: z.array(
    z.looseObject({ organization: z.string(), role: z.string(), state: z.string() }),
  ),
  ...page,
});

export const organization = z.looseObject({
  id: z.number(),
  localizedName: z.string(),
  vanityName: z.string().nullish(),
  localizedWebsite: z.string().nullish(),
});
