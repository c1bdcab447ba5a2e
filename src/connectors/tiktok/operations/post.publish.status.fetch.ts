import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, publishId } from "../inputs.ts";
import { ok, posted } from "../outputs.ts";

export const postPublishStatusFetch = defineOperation({
  id: "tiktok.post.publish.status.fetch",
  title: "Check whether a post went through",
  kind: "read",
  request: { method: "POST", host, path: "/v2/post/publish/status/fetch/", body: "json" },
  input: z.strictObject({ publish_id: publishId }),
  output: posted,
  answer: ok,
  scopes: needs("video.upload", "video.publish"),
  codeHelper: "publishStatus",
  // A post that was not sent is not waited for.
  madeUp: { body: { data: { status: "PUBLISH_COMPLETE" } } },
  rateLimit: { class: "status" },
  repeatable: true,
  errors: {
    ...errors,
    invalid_publish_id: "TikTok knows no post of this id.",
  },
  words: ["status", "check", "post", "published", "went through"],
  docs: "https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status",
});
