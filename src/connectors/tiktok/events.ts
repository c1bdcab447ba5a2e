import { z } from "zod";
import type { EventFilter, EventInfo } from "../../catalog/event.ts";
import { pollVideos, videoPayload } from "./polling.ts";

/** One address for the app. https://developers.tiktok.com/doc/webhooks-events */
const event = (
  name: string,
  title: string,
  scopes: EventInfo["scopes"],
  facts: Partial<EventInfo> = {},
): EventInfo => ({
  id: `tiktok.${name}`,
  title,
  scopes,
  via: ["push"],
  docs: "https://developers.tiktok.com/doc/webhooks-events",
  ...facts,
});

const either = [["video.publish"], ["video.upload"]];

const publishId: EventFilter = { description: "publish_id of the post", in: ["publishId"] };

const aboutPost: Partial<EventInfo> = {
  payload: z.object({
    publishId: z.string().describe("publish_id of the post, from its upload"),
    publishType: z.string().optional().describe("DIRECT_PUBLISH, or INBOX_SHARE for a draft"),
    postId: z.string().optional().describe("Id of the post, once everybody can see it"),
    reason: z.string().optional().describe("Why it failed"),
    at: z.string().describe("When it happened, ISO 8601"),
  }),
  filters: { id: publishId, publishId },
};

/** TikTok lists no uploads, so that only videos on the profile can be asked for. */
export const events: readonly EventInfo[] = [
  event("post.publish.complete", "A post is published", either, {
    ...aboutPost,
    words: ["upload", "post"],
  }),
  event("post.publish.failed", "A post fails", either, {
    ...aboutPost,
    words: ["video", "upload"],
  }),
  event("post.publish.inbox_delivered", "A draft reaches the inbox", [["video.upload"]], aboutPost),
  event("post.publish.publicly_available", "A post can be seen by everybody", either, {
    ...aboutPost,
    words: ["live", "public"],
  }),
  event("authorization.removed", "The access is taken back", [["user.info.basic"]], {
    payload: z.object({
      reason: z
        .string()
        .optional()
        .describe("1 by the person, 2 account deleted, 3 age changed, 4 banned, 5 by this app"),
      at: z.string().describe("When it happened, ISO 8601"),
    }),
  }),
  event("video.new", "A new video is on the profile", [["video.list"]], {
    via: ["polling"],
    words: ["clip", "post"],
    payload: videoPayload,
    filters: {
      contains: {
        description: "A part of the title or the caption",
        in: ["title", "description"],
        by: "contains",
      },
      title: { description: "Title of the video", in: ["title"] },
    },
    poll: pollVideos,
  }),
];
