import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs } from "../inputs.ts";
import { ok, video } from "../outputs.ts";

export const videoList = defineOperation({
  id: "tiktok.video.list",
  title: "List my videos",
  kind: "read",
  request: {
    method: "POST",
    host,
    path: "/v2/video/list/",
    // Without them nothing comes back.
    fixedQuery: {
      fields:
        "id,title,video_description,create_time,duration,share_url,view_count,like_count,comment_count,share_count",
    },
    body: "json",
  },
  input: z.strictObject({
    max_count: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get, the newest first; more than 20 are read page by page"),
    cursor: z.string().optional().describe("Cursor of the page, from the answer before"),
  }),
  output: z.looseObject({ videos: z.array(video), cursor: z.string().nullish() }),
  answer: ok,
  scopes: needs("video.list"),
  codeHelper: "listVideos",
  codeParts: ["videoFields"],
  pagination: {
    cursor: "cursor",
    next: "cursor",
    items: "videos",
    pageSize: "max_count",
    maxPageSize: 20,
  },
  shows: [
    { path: "title", label: "Video" },
    { path: "view_count", label: "Views" },
    { path: "like_count", label: "Likes" },
    { path: "comment_count", label: "Comments" },
    { path: "share_count", label: "Shares" },
    { path: "create_time", label: "Created", as: "datetime" },
    { path: "share_url", label: "Link", as: "link" },
  ],
  rateLimit: { class: "display" },
  repeatable: true,
  errors,
  words: ["videos", "list", "latest", "views", "posts", "recent", "show", "get"],
  docs: "https://developers.tiktok.com/doc/tiktok-api-v2-video-list",
});
