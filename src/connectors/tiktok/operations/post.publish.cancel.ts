import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, publishId } from "../inputs.ts";

export const postPublishCancel = defineOperation({
  id: "tiktok.post.publish.cancel",
  title: "Cancel a post that TikTok still downloads",
  kind: "destructive",
  effect: { words: "Cancel {#post} that TikTok still downloads" },
  request: { method: "POST", host, path: "/v2/post/publish/cancel/", body: "json" },
  input: z.strictObject({ publish_id: publishId }),
  output: z.looseObject({}),
  scopes: needs("video.upload", "video.publish"),
  rateLimit: { class: "undocumented" },
  repeatable: false,
  errors: {
    ...errors,
    publish_not_cancellable: "The post is beyond its download; it cannot be stopped any more.",
  },
  words: ["cancel", "stop", "abort", "post"],
  docs: "https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide",
});
