import { z } from "zod";

const videoShape = z.object({
  /** 19 digits: more than a number keeps. */
  id: z.string(),
  owner: z.string(),
  title: z.string(),
  description: z.string(),
  /** Seconds since 1970. */
  createTime: z.number(),
  duration: z.number(),
  views: z.number(),
  likes: z.number(),
  comments: z.number(),
  shares: z.number(),
  privacy: z.string(),
});
export type Video = z.output<typeof videoShape>;

const publishShape = z.object({
  id: z.string(),
  owner: z.string(),
  kind: z.enum(["video", "photos"]),
  mode: z.enum(["post", "draft"]),
  title: z.string(),
  privacy: z.string(),
  /** Absent where TikTok fetches it from an address. */
  upload: z
    .object({
      size: z.number(),
      chunk: z.number(),
      count: z.number(),
      received: z.number(),
      key: z.string(),
    })
    .optional(),
  /** When all of it was there, in ms since 1970. */
  completeAt: z.number().optional(),
  cancelled: z.boolean(),
  postId: z.string(),
});
export type Publish = z.output<typeof publishShape>;

const accountShape = z.object({
  /** The user's id for this app. */
  openId: z.string(),
  username: z.string(),
  bio: z.string(),
  followers: z.number(),
  following: z.number(),
  likes: z.number(),
  isPrivate: z.boolean(),
});

export const tiktokState = z.object({
  accounts: z.array(accountShape),
  videos: z.array(videoShape),
  publishes: z.array(publishShape),
  /** Whether TikTok has audited the app: until then posts are seen by their author alone. */
  audited: z.boolean(),
});
export type TiktokState = z.output<typeof tiktokState>;
