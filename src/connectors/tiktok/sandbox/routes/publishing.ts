import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import {
  type TiktokCall,
  accountOf,
  begin,
  checkAddress,
  checkPost,
  privacyOptions,
  refuseSpam,
  statusOf,
} from "../publishing.ts";
import { okay, refusal } from "../refusal.ts";
import type { Publish, TiktokState } from "../state.ts";

type Route = RestRoute<TiktokState>;

const objectIn = (body: TiktokCall["body"], name: string): object => Object(body[name] ?? {});
const textIn = (object: object, name: string): string => String(Reflect.get(object, name) ?? "");

function publishOf({ data, user, body }: TiktokCall): Publish {
  const publish = data.publishes.find(({ id }) => id === body["publish_id"]);
  if (!publish) throw refusal(400, "invalid_publish_id", "The publish_id does not exist.");
  if (publish.owner !== user.id)
    throw refusal(
      400,
      "token_not_authorized_for_specified_publish_id",
      "The access_token does not have authorization for this publish_id.",
    );
  return publish;
}

function startVideo(call: TiktokCall, mode: Publish["mode"]) {
  const info = objectIn(call.body, "post_info");
  const source = objectIn(call.body, "source_info");
  refuseSpam(call, mode);
  const privacy = mode === "post" ? checkPost(call, info) : "";
  if (textIn(source, "source") === "PULL_FROM_URL") checkAddress(Reflect.get(source, "video_url"));
  const title = mode === "post" ? textIn(info, "title") : "";
  if (title.length > 2200) throw refusal(400, "invalid_param", "The title is too long.");
  const { publish, uploadUrl } = begin(call, { kind: "video", mode, title, privacy }, source);
  const upload = uploadUrl === undefined ? {} : { upload_url: uploadUrl };
  return { data: { publish_id: publish.id, ...upload }, error: okay };
}

/** A finished post joins the videos of the profile. */
function settle({ data, now }: TiktokCall, publish: Publish): void {
  const isNew = !data.videos.some(({ id }) => id === publish.postId);
  if (statusOf(publish, now).status !== "PUBLISH_COMPLETE" || !isNew) return;
  data.videos.push({
    id: publish.postId,
    owner: publish.owner,
    title: publish.title,
    description: publish.title,
    createTime: Math.floor(now / 1000),
    duration: 12,
    views: 0,
    likes: 0,
    comments: 0,
    shares: 0,
    privacy: publish.privacy,
  });
}

const either = [["video.publish"], ["video.upload"]] as const;

/** https://developers.tiktok.com/doc/content-posting-api-get-started */
export const publishingRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/v2/post/publish/creator_info/query/",
    scopes: [["video.publish"]],
    run(call) {
      const { username, isPrivate } = accountOf(call);
      refuseSpam(call, "post");
      return {
        data: {
          creator_username: username,
          creator_nickname: call.user.name,
          creator_avatar_url: "",
          privacy_level_options: privacyOptions(isPrivate),
          comment_disabled: false,
          duet_disabled: isPrivate,
          stitch_disabled: isPrivate,
          max_video_post_duration_sec: 600,
        },
        error: okay,
      };
    },
  },
  {
    method: "POST",
    path: "/v2/post/publish/video/init/",
    scopes: [["video.publish"]],
    changes: true,
    run: (call) => startVideo(call, "post"),
  },
  {
    method: "POST",
    path: "/v2/post/publish/inbox/video/init/",
    scopes: [["video.upload"]],
    changes: true,
    run: (call) => startVideo(call, "draft"),
  },
  {
    // https://developers.tiktok.com/doc/content-posting-api-reference-photo-post
    method: "POST",
    path: "/v2/post/publish/content/init/",
    scopes: either,
    changes: true,
    run(call) {
      const { body, token } = call;
      const info = objectIn(body, "post_info");
      const source = objectIn(body, "source_info");
      const isPost = body["post_mode"] === "DIRECT_POST";
      if (body["media_type"] !== "PHOTO" || (!isPost && body["post_mode"] !== "MEDIA_UPLOAD"))
        throw refusal(400, "invalid_param", "media_type or post_mode is wrong.");
      const scope = isPost ? "video.publish" : "video.upload";
      if (!token.scopes.includes(scope))
        throw refusal(401, "scope_not_authorized", `The user did not authorize ${scope}.`);
      const mode = isPost ? "post" : "draft";
      refuseSpam(call, mode);
      const privacy = isPost ? checkPost(call, info) : "";
      const photos: unknown = Reflect.get(source, "photo_images");
      if (!Array.isArray(photos) || photos.length === 0 || photos.length > 35)
        throw refusal(400, "invalid_param", "photo_images must be 1 to 35 addresses.");
      for (const photo of photos) {
        checkAddress(photo);
        if (!/\.(?:jpe?g|webp)$/i.test(new URL(String(photo)).pathname))
          throw refusal(400, "invalid_param", "Photos must be JPEG or WebP.");
      }
      if (typeof Reflect.get(source, "photo_cover_index") !== "number")
        throw refusal(400, "invalid_param", "photo_cover_index is required.");
      const about = { kind: "photos", mode, title: textIn(info, "title"), privacy } as const;
      const { publish } = begin(call, about, source);
      return { data: { publish_id: publish.id }, error: okay };
    },
  },
  {
    method: "POST",
    path: "/v2/post/publish/status/fetch/",
    scopes: either,
    changes: true,
    run(call) {
      const publish = publishOf(call);
      settle(call, publish);
      const status = statusOf(publish, call.now);
      const isPublic =
        status.status === "PUBLISH_COMPLETE" && publish.privacy === "PUBLIC_TO_EVERYONE";
      // Their spelling, and numbers of 19 digits.
      const body = JSON.stringify({ data: status, error: okay });
      const ids = `"publicaly_available_post_id":[${isPublic ? publish.postId : ""}]`;
      return new Response(body.replace('{"data":{', `{"data":{${ids},`), {
        headers: { "content-type": "application/json" },
      });
    },
  },
  {
    method: "POST",
    path: "/v2/post/publish/cancel/",
    scopes: either,
    changes: true,
    run(call) {
      const publish = publishOf(call);
      if (statusOf(publish, call.now).status !== "PROCESSING_DOWNLOAD")
        throw refusal(400, "publish_not_cancellable", "The post cannot be cancelled any more.");
      publish.cancelled = true;
      return { data: {}, error: okay };
    },
  },
  {
    // https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide: no token here.
    method: "PUT",
    path: "/video/",
    scopes: [],
    isOpen: true,
    changes: true,
    run({ data, query, headers, bytes, now }) {
      const id = query.get("upload_id");
      const publish = data.publishes.find((one) => one.id === id);
      const upload = publish?.upload;
      if (headers.has("authorization")) throw refusal(400, "invalid_param", "No token goes here.");
      if (!upload || upload.key !== query.get("upload_key"))
        throw refusal(404, "invalid_param", "There is no such upload.");
      const [, from, to, total] =
        /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get("content-range") ?? "") ?? [];
      const index = Math.floor(upload.received / upload.chunk);
      const end = index >= upload.count - 1 ? upload.size : (index + 1) * upload.chunk;
      if (Number(from) !== upload.received || Number(to) !== end - 1)
        throw refusal(416, "invalid_param", "The range does not fit.");
      if (Number(total) !== upload.size || bytes.byteLength !== end - upload.received)
        throw refusal(400, "invalid_param", "The sizes do not match.");
      upload.received = end;
      const isDone = end === upload.size;
      if (isDone && publish) publish.completeAt = now;
      return new Response(null, { status: isDone ? 201 : 206 });
    },
  },
];
