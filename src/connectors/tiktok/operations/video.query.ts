import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs } from "../inputs.ts";
import { ok, video } from "../outputs.ts";

export const videoQuery = defineOperation({
  id: "tiktok.video.query",
  title: "Get videos by id",
  kind: "read",
  request: { method: "POST", host, path: "/v2/video/query/", body: "json" },
  input: z.strictObject({
    video_ids: z.array(z.string()).min(1).describe("Ids of videos of the account"),
  }),
  output: z.looseObject({ videos: z.array(video) }),
  answer: ok,
  scopes: needs("video.list"),
  codeHelper: "queryVideos",
  codeParts: ["videoFields"],
  rateLimit: { class: "display" },
  repeatable: true,
  errors,
  words: ["video", "by id", "views", "likes", "numbers"],
  docs: "https://developers.tiktok.com/doc/tiktok-api-v2-video-query",
});
