import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { host, needs, postErrors } from "../inputs.ts";
import { ok } from "../outputs.ts";

export const postPublishCreatorInfoQuery = defineOperation({
  id: "tiktok.post.publish.creator_info.query",
  title: "Ask what the creator may post",
  kind: "read",
  request: {
    method: "POST",
    host,
    path: "/v2/post/publish/creator_info/query/",
    body: "json",
  },
  input: z.strictObject({}),
  output: z.looseObject({
    creator_username: z.string().nullish(),
    creator_nickname: z.string().nullish(),
    privacy_level_options: z.array(z.string()),
    comment_disabled: z.boolean().nullish(),
    max_video_post_duration_sec: z.number().nullish(),
  }),
  answer: ok,
  scopes: needs("video.publish"),
  codeHelper: "creatorInfo",
  rateLimit: { class: "creator" },
  repeatable: true,
  errors: postErrors,
  words: ["creator", "privacy levels", "may post", "allowed"],
  docs: "https://developers.tiktok.com/doc/content-posting-api-reference-query-creator-info",
});
