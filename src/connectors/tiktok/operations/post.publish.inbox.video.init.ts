import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { host, needs, postErrors, uploads, video, videoUrl } from "../inputs.ts";
import { ok, posted } from "../outputs.ts";

export const postPublishInboxVideoInit = defineOperation({
  id: "tiktok.post.publish.inbox.video.init",
  title: "Send a video to my inbox as a draft",
  kind: "write",
  effect: { words: "Send {#video} to the inbox as a draft" },
  request: { method: "POST", host, path: "/v2/post/publish/inbox/video/init/", body: "json" },
  input: z.strictObject({ video_url: videoUrl, video }),
  output: posted,
  answer: ok,
  scopes: needs("video.upload"),
  alsoCalls: [{ operation: "tiktok.post.publish.status.fetch" }],
  uncredentialed: uploads,
  codeHelper: "draftVideo",
  codeParts: ["sendVideo", "publishStatus", "waitForPost"],
  madeUp: { body: { data: { publish_id: "{id}" } } },
  rateLimit: { class: "posting" },
  oneOf: [["video_url", "video"]],
  repeatable: false,
  errors: postErrors,
  words: ["draft", "inbox", "upload", "video", "send", "save"],
  docs: "https://developers.tiktok.com/doc/content-posting-api-reference-upload-video",
});
