import { z } from "zod";
import type { EventPoll } from "../../catalog/event.ts";
import { present } from "../../catalog/webhook-reading.ts";

export const videoPayload = z.looseObject({
  id: z.string().describe("Id of the video"),
  title: z.string().optional().describe("Title of the video; often empty"),
  description: z.string().optional().describe("Caption of the video"),
  url: z.string().optional().describe("Address of the video"),
  createdAt: z.string().describe("When it was published, ISO 8601"),
  duration: z.number().optional().describe("Length in seconds"),
  views: z.number().optional().describe("How often it was seen"),
  likes: z.number().optional().describe("Likes it has"),
  comments: z.number().optional().describe("Comments it has"),
  shares: z.number().optional().describe("How often it was shared"),
});

const answerShape = z.looseObject({
  data: z.looseObject({
    videos: z.array(
      z.looseObject({
        id: z.string(),
        title: z.string().nullish(),
        video_description: z.string().nullish(),
        share_url: z.string().nullish(),
        create_time: z.number(),
        duration: z.number().nullish(),
        view_count: z.number().nullish(),
        like_count: z.number().nullish(),
        comment_count: z.number().nullish(),
        share_count: z.number().nullish(),
      }),
    ),
  }),
});

const cursorShape = z.object({ newest: z.number(), ids: z.array(z.string()) });

/** The newest twenty that everybody can see; one that was hidden meanwhile is not new when it is back. */
export const pollVideos: EventPoll = {
  operations: ["tiktok.video.list"],
  every: 900,
  async ask({ cursor, call }) {
    const { videos } = answerShape.parse(await call("tiktok.video.list", { max_count: 20 })).data;
    const before = cursorShape.safeParse(cursor).data;
    const known = new Set(before?.ids);
    const fresh = videos.filter(
      ({ id, create_time: at }) => before && !known.has(id) && at >= before.newest,
    );
    const ids = [...new Set([...videos.map(({ id }) => id), ...known])].slice(0, 100);
    const newest = Math.max(before?.newest ?? 0, ...videos.map(({ create_time: at }) => at));
    return {
      cursor: { newest, ids },
      happenings: fresh.toReversed().map((video) => ({
        id: video.id,
        payload: present({
          id: video.id,
          title: video.title,
          description: video.video_description,
          url: video.share_url,
          createdAt: new Date(video.create_time * 1000).toISOString(),
          duration: video.duration,
          views: video.view_count,
          likes: video.like_count,
          comments: video.comment_count,
          shares: video.share_count,
        }),
      })),
    };
  },
};
