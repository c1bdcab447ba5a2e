import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { type TiktokCall, accountOf } from "../publishing.ts";
import { invalid, okay, refusal } from "../refusal.ts";
import type { TiktokState, Video } from "../state.ts";

const basic = [
  "open_id",
  "union_id",
  "avatar_url",
  "avatar_url_100",
  "avatar_large_url",
  "display_name",
];
const profile = [
  "bio_description",
  "profile_deep_link",
  "profile_web_link",
  "is_verified",
  "username",
];
const stats = ["follower_count", "following_count", "likes_count", "video_count"];
/** https://developers.tiktok.com/doc/tiktok-api-v2-get-user-info: which scope opens which field. */
const scopeOf = new Map([
  ...basic.map((name) => [name, "user.info.basic"] as const),
  ...profile.map((name) => [name, "user.info.profile"] as const),
  ...stats.map((name) => [name, "user.info.stats"] as const),
]);

function fieldsOf({ query }: TiktokCall): readonly string[] {
  const fields = (query.get("fields") ?? "").split(",").filter(Boolean);
  return fields.length > 0 ? fields : invalid("fields is required.");
}

const videoFields = [
  "id",
  "create_time",
  "cover_image_url",
  "share_url",
  "video_description",
  "duration",
  "height",
  "width",
  "title",
  "embed_html",
  "embed_link",
  "like_count",
  "comment_count",
  "share_count",
  "view_count",
  "is_aigc",
];

function videoView(video: Video, fields: readonly string[]) {
  const all: Readonly<Record<string, unknown>> = {
    id: video.id,
    create_time: video.createTime,
    title: video.title,
    video_description: video.description,
    duration: video.duration,
    share_url: `https://www.tiktok.com/@maya.makes/video/${video.id}`,
    like_count: video.likes,
    comment_count: video.comments,
    share_count: video.shares,
    view_count: video.views,
    height: 1920,
    width: 1080,
    is_aigc: false,
  };
  const unknown = fields.find((name) => !videoFields.includes(name));
  if (unknown !== undefined) invalid(`Fields are invalid: ${unknown}`);
  return Object.fromEntries(fields.map((name) => [name, all[name] ?? ""]));
}

const publicVideos = ({ data, user }: TiktokCall) =>
  data.videos
    .filter(({ owner, privacy }) => owner === user.id && privacy === "PUBLIC_TO_EVERYONE")
    .toSorted((one, other) => other.createTime - one.createTime);

/** https://developers.tiktok.com/doc/tiktok-api-v2-video-list */
export const displayRoutes: readonly RestRoute<TiktokState>[] = [
  {
    method: "GET",
    path: "/v2/user/info/",
    scopes: [["user.info.basic"], ["user.info.profile"], ["user.info.stats"]],
    run(call) {
      const account = accountOf(call);
      const fields = fieldsOf(call);
      for (const name of fields) {
        const scope = scopeOf.get(name) ?? invalid(`Fields are invalid: ${name}`);
        if (!call.token.scopes.includes(scope))
          throw refusal(
            401,
            "scope_permission_missed",
            `The user did not authorize the scope required for the field ${name}.`,
          );
      }
      const own = call.data.videos.filter(({ owner }) => owner === call.user.id);
      const all: Readonly<Record<string, unknown>> = {
        open_id: account.openId,
        union_id: `union-${account.openId}`,
        display_name: call.user.name,
        username: account.username,
        bio_description: account.bio,
        is_verified: false,
        profile_web_link: `https://www.tiktok.com/@${account.username}`,
        follower_count: account.followers,
        following_count: account.following,
        likes_count: account.likes,
        video_count: own.length,
      };
      const user = Object.fromEntries(fields.map((name) => [name, all[name] ?? ""]));
      return { data: { user }, error: okay };
    },
  },
  {
    method: "POST",
    path: "/v2/video/list/",
    scopes: [["video.list"]],
    run(call) {
      const fields = fieldsOf(call);
      const most = Number(call.body["max_count"] ?? 10);
      if (!Number.isInteger(most) || most < 1 || most > 20) invalid("max_count must be 1 to 20.");
      // The cursor is a time in milliseconds: videos older than this.
      const before = Number(call.body["cursor"] ?? Number.POSITIVE_INFINITY);
      const left = publicVideos(call).filter(({ createTime }) => createTime * 1000 < before);
      const page = left.slice(0, most);
      return {
        data: {
          videos: page.map((video) => videoView(video, fields)),
          cursor: (page.at(-1)?.createTime ?? 0) * 1000,
          has_more: left.length > page.length,
        },
        error: okay,
      };
    },
  },
  {
    // https://developers.tiktok.com/doc/tiktok-api-v2-video-query
    method: "POST",
    path: "/v2/video/query/",
    scopes: [["video.list"]],
    run(call) {
      const fields = fieldsOf(call);
      const ids: unknown = Reflect.get(Object(call.body["filters"] ?? {}), "video_ids");
      if (!Array.isArray(ids) || ids.length > 20) return invalid("video_ids must be 1 to 20 ids.");
      const found = publicVideos(call).filter(({ id }) => ids.includes(id));
      return { data: { videos: found.map((video) => videoView(video, fields)) }, error: okay };
    },
  },
];
