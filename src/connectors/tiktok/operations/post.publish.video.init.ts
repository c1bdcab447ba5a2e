import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import {
  host,
  needs,
  onPost,
  postErrors,
  privacyLevel,
  uploads,
  video,
  videoUrl,
} from "../inputs.ts";
import { ok, posted } from "../outputs.ts";

export const postPublishVideoInit = defineOperation({
  id: "tiktok.post.publish.video.init",
  title: "Post a video",
  kind: "write",
  effect: { words: "Post {#video}", at: { title: "post_info.title" }, shows: "title" },
  request: { method: "POST", host, path: "/v2/post/publish/video/init/", body: "json" },
  input: z.strictObject({
    video_url: videoUrl,
    video,
    title: z.string().max(2200).optional().describe("Caption, with hashtags and mentions"),
    privacy_level: privacyLevel,
    ...onPost,
    disable_duet: z.boolean().optional().describe("Whether duets are switched off"),
    disable_stitch: z.boolean().optional().describe("Whether stitches are switched off"),
    is_aigc: z.boolean().optional().describe("Whether AI made the video, which is then shown"),
  }),
  output: posted,
  answer: ok,
  scopes: needs("video.publish"),
  alsoCalls: [
    { operation: "tiktok.post.publish.creator_info.query" },
    { operation: "tiktok.post.publish.status.fetch" },
  ],
  uncredentialed: uploads,
  codeHelper: "postVideo",
  codeParts: ["creatorInfo", "sendVideo", "publishStatus", "waitForPost"],
  madeUp: { body: { data: { publish_id: "{id}" } } },
  rateLimit: { class: "posting" },
  oneOf: [["video_url", "video"]],
  repeatable: false,
  errors: postErrors,
  words: ["post", "publish", "upload", "video", "share"],
  docs: "https://developers.tiktok.com/doc/content-posting-api-reference-direct-post",
});
