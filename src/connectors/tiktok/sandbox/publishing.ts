import { createHash, randomInt } from "node:crypto";
import type { RestCall } from "../../../sandbox/kit/rest/api.ts";
import { invalid, refusal } from "./refusal.ts";
import type { Publish, TiktokState } from "./state.ts";

export type TiktokCall = RestCall<TiktokState>;

/** Fetching and checking takes this long here; minutes at TikTok. */
const processingMs = 300;
/** The only domain that the operator verified. https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide */
const verifiedHost = "media.example.com";
const mebibyte = 1024 * 1024;
const limits = { minChunk: 5 * mebibyte, maxChunk: 64 * mebibyte, pending: 5, posts: 15 };

export function accountOf({ data, user }: TiktokCall) {
  return data.accounts.find(({ openId }) => openId === user.id) ?? invalid("There is no account.");
}

/** https://developers.tiktok.com/doc/content-posting-api-reference-query-creator-info */
export function privacyOptions(isPrivate: boolean): readonly string[] {
  return isPrivate
    ? ["FOLLOWER_OF_CREATOR", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"]
    : ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"];
}

export function refuseSpam({ data, user }: TiktokCall, mode: Publish["mode"]): void {
  const own = data.publishes.filter((one) => one.owner === user.id && one.mode === mode);
  if (mode === "post" && own.length >= limits.posts)
    throw refusal(200, "spam_risk_too_many_posts", "The daily post cap is reached.");
  if (mode === "draft" && own.filter(({ cancelled }) => !cancelled).length >= limits.pending)
    throw refusal(403, "spam_risk_too_many_pending_share", "Too many drafts are pending.");
}

/** https://developers.tiktok.com/doc/content-posting-api-reference-direct-post */
export function checkPost(call: TiktokCall, info: object): string {
  const { isPrivate } = accountOf(call);
  const level = String(Reflect.get(info, "privacy_level") ?? "");
  if (level === "") throw refusal(400, "invalid_param", "privacy_level is required.");
  if (!privacyOptions(isPrivate).includes(level))
    throw refusal(403, "privacy_level_option_mismatch", "privacy_level is not among the options.");
  if (!call.data.audited && (level !== "SELF_ONLY" || !isPrivate))
    throw refusal(
      403,
      "unaudited_client_can_only_post_to_private_accounts",
      "Unaudited clients can only post to a private account.",
    );
  if (typeof Reflect.get(info, "brand_content_toggle") !== "boolean")
    throw refusal(400, "invalid_param", "brand_content_toggle is required.");
  if (Reflect.get(info, "brand_content_toggle") === true && level === "SELF_ONLY")
    throw refusal(400, "invalid_param", "Branded content cannot be private.");
  return level;
}

/** An address that TikTok would fetch from: https, verified, and nothing else. */
export function checkAddress(address: unknown): void {
  const url = typeof address === "string" && URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.protocol !== "https:")
    throw refusal(400, "invalid_param", "The address must be https.");
  if (url.host !== verifiedHost)
    throw refusal(
      403,
      "url_ownership_unverified",
      "Please review our URL ownership verification rules.",
    );
}

/** Notes a post or draft; where bytes are to come, with the address they go to. */
export function begin(
  call: TiktokCall,
  about: Pick<Publish, "kind" | "mode" | "title" | "privacy">,
  source: object,
): { publish: Publish; uploadUrl: string | undefined } {
  const { data, user, now, origin } = call;
  const id = `v_${about.mode === "post" ? "pub" : "inbox"}_file~v2.${String(7_300_000_000_000 + data.publishes.length)}`;
  const publish: Publish = {
    ...about,
    id,
    owner: user.id,
    cancelled: false,
    postId: `75${Array.from({ length: 17 }, () => randomInt(10)).join("")}`,
  };
  const kind: unknown = Reflect.get(source, "source");
  if (kind === "FILE_UPLOAD") publish.upload = readUpload(source, id);
  else if (kind === "PULL_FROM_URL") publish.completeAt = now;
  else throw refusal(400, "invalid_param", "source_info.source is wrong.");
  data.publishes.push(publish);
  const uploadUrl = publish.upload
    ? `${origin}/video/?upload_id=${encodeURIComponent(id)}&upload_key=${publish.upload.key}`
    : undefined;
  return { publish, uploadUrl };
}

function readUpload(source: object, id: string): NonNullable<Publish["upload"]> {
  const [size, chunk, count] = ["video_size", "chunk_size", "total_chunk_count"].map((name) =>
    Number(Reflect.get(source, name)),
  );
  if (!size || !chunk || !count) throw refusal(400, "invalid_param", "The sizes are missing.");
  const isWhole = chunk === size && count === 1;
  const isCut =
    chunk >= limits.minChunk && chunk <= limits.maxChunk && count === Math.floor(size / chunk);
  if (!isWhole && !isCut) throw refusal(400, "invalid_param", "The total chunk count is invalid");
  const key = createHash("sha256").update(`${id}${Math.random()}`).digest("hex");
  return { size, chunk, count, received: 0, key };
}

/** When it is done, in milliseconds since 1970; undefined while bytes are missing. */
export function readyAt({ completeAt, cancelled }: Publish): number | undefined {
  return completeAt === undefined || cancelled ? undefined : completeAt + processingMs;
}

/** Where it stands now; time does the rest. https://developers.tiktok.com/doc/content-posting-api-reference-get-video-status */
export function statusOf({ completeAt, cancelled, mode, upload }: Publish, now: number) {
  if (cancelled) return { status: "FAILED", fail_reason: "publish_cancelled" };
  if (completeAt === undefined)
    return { status: "PROCESSING_UPLOAD", uploaded_bytes: upload?.received ?? 0 };
  if (now < completeAt + processingMs)
    return { status: upload ? "PROCESSING_UPLOAD" : "PROCESSING_DOWNLOAD" };
  return { status: mode === "post" ? "PUBLISH_COMPLETE" : "SEND_TO_USER_INBOX" };
}
