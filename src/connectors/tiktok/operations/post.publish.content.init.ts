import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { host, needs, onPost, postErrors, privacyLevel } from "../inputs.ts";
import { ok, posted } from "../outputs.ts";

export const postPublishContentInit = defineOperation({
  id: "tiktok.post.publish.content.init",
  title: "Post photos, or send them as a draft",
  kind: "write",
  effect: {
    words: "Post {#photo}, or send them as a draft",
    at: { photo_images: "source_info.photo_images", title: "post_info.title" },
    counts: "source_info.photo_images",
    shows: "title",
  },
  request: { method: "POST", host, path: "/v2/post/publish/content/init/", body: "json" },
  input: z.strictObject({
    photo_images: z
      .array(z.string())
      .min(1)
      .max(35)
      .describe(
        "Web addresses of the photos (JPEG or WebP), on a domain that is verified at TikTok",
      ),
    title: z.string().max(90).optional().describe("Title of the photos"),
    description: z.string().max(4000).optional().describe("Caption, with hashtags and mentions"),
    post_mode: z
      .enum(["MEDIA_UPLOAD", "DIRECT_POST"])
      .optional()
      .describe("A draft in the inbox, which is what happens where left out, or a post at once"),
    privacy_level: privacyLevel.optional(),
    ...onPost,
  }),
  output: posted,
  answer: ok,
  scopes: needs("video.upload"),
  scopesWhen: [{ input: "post_mode", matches: "DIRECT_POST", scopes: needs("video.publish") }],
  alsoCalls: [
    { operation: "tiktok.post.publish.status.fetch" },
    { operation: "tiktok.post.publish.creator_info.query", input: "privacy_level" },
  ],
  codeHelper: "postPhotos",
  codeParts: ["creatorInfo", "publishStatus", "waitForPost"],
  madeUp: { body: { data: { publish_id: "{id}" } } },
  rateLimit: { class: "posting" },
  repeatable: false,
  errors: postErrors,
  words: ["photo", "photos", "picture", "image", "carousel", "post", "upload"],
  docs: "https://developers.tiktok.com/doc/content-posting-api-reference-photo-post",
});
