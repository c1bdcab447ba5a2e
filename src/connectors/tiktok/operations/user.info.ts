import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs } from "../inputs.ts";
import { ok } from "../outputs.ts";

const stats = ["follower_count", "following_count", "likes_count", "video_count"];
const profile = [
  "username",
  "bio_description",
  "profile_deep_link",
  "profile_web_link",
  "is_verified",
];
const any = (names: readonly string[]) => names.join("|");

export const userInfo = defineOperation({
  id: "tiktok.user.info",
  title: "Get my profile and statistics",
  kind: "read",
  request: { method: "GET", host, path: "/v2/user/info/", body: "query" },
  input: z.strictObject({
    fields: z
      .array(z.enum(["open_id", "union_id", "avatar_url", "display_name", ...stats, ...profile]))
      .min(1)
      .optional()
      .describe(
        "What to get; the name and the numbers of followers, likes and videos where left out",
      ),
  }),
  output: z.looseObject({
    open_id: z.string().nullish(),
    display_name: z.string().nullish(),
    avatar_url: z.string().nullish(),
    username: z.string().nullish(),
    bio_description: z.string().nullish(),
    is_verified: z.boolean().nullish(),
    follower_count: z.number().nullish(),
    following_count: z.number().nullish(),
    likes_count: z.number().nullish(),
    video_count: z.number().nullish(),
  }),
  answer: ok,
  // Scopes open fields; the name comes with every connection.
  scopes: needs("user.info.stats"),
  scopesWhen: [
    {
      input: "fields",
      matches: `(?=.*(?:${any(stats)}))(?=.*(?:${any(profile)}))`,
      scopes: { user: [["user.info.stats", "user.info.profile"]] },
    },
    { input: "fields", matches: any(profile), scopes: needs("user.info.profile") },
    { input: "fields", matches: any(stats), scopes: needs("user.info.stats") },
    { input: "fields", given: true, scopes: needs("user.info.basic") },
  ],
  codeHelper: "readProfile",
  shows: [
    { path: "follower_count", label: "Followers" },
    { path: "following_count", label: "Following" },
    { path: "likes_count", label: "Likes" },
    { path: "video_count", label: "Videos" },
  ],
  rateLimit: { class: "display" },
  repeatable: true,
  errors,
  words: [
    "profile",
    "statistics",
    "stats",
    "followers",
    "follower",
    "count",
    "likes",
    "account",
    "show",
    "numbers",
  ],
  docs: "https://developers.tiktok.com/doc/tiktok-api-v2-get-user-info",
});
