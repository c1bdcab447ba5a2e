import { z } from "zod";

/** Needed by one of these, as a person's token. */
export const needs = (...alternatives: readonly string[]) => ({
  user: alternatives.map((scope) => [scope]),
});

export const host = "open.tiktokapis.com";

/** Where the bytes of a video go: the address of the answer is the right, no token goes along. */
export const uploads = [{ method: "PUT", host: "*.tiktokapis.com", path: "/*" }] as const;

export const videoUrl = z
  .string()
  .optional()
  .describe("Web address of the video, on a domain that is verified at TikTok");

export const video = z
  .string()
  .optional()
  .describe("The video itself in base64 (MP4, MOV or WebM), where it is on no verified domain");

export const privacyLevel = z
  .enum(["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "FOLLOWER_OF_CREATOR", "SELF_ONLY"])
  .describe("Who can see it; the person has to choose, and the account has to offer it");

export const publishId = z.string().min(1).describe("publish_id of the post, from its upload");

export const onPost = {
  disable_comment: z.boolean().optional().describe("Whether comments are switched off"),
  brand_content_toggle: z.boolean().optional().describe("Whether it is a paid partnership"),
  brand_organic_toggle: z
    .boolean()
    .optional()
    .describe("Whether it advertises the creator's own business"),
};

/** https://developers.tiktok.com/doc/tiktok-api-v2-error-handling, and the pages of each call. */
export const errors = {
  scope_not_authorized: "The permission was not granted. Connect TikTok again and allow it.",
  scope_permission_missed:
    "A field that is asked for needs a further permission. Connect TikTok again and allow it, or drop the field.",
  rate_limit_exceeded: "Too many calls in a minute. Run again a minute later.",
} as const;

export const postErrors = {
  ...errors,
  spam_risk_too_many_posts: "The account has posted as often as it may today. Run again tomorrow.",
  spam_risk_user_banned_from_posting: "TikTok does not let this account post.",
  spam_risk_too_many_pending_share:
    "Five drafts wait in the inbox. Finish or discard some in the TikTok app first.",
  reached_active_user_cap: "The app has reached its number of users for today.",
  unaudited_client_can_only_post_to_private_accounts:
    "TikTok has not audited the app: take SELF_ONLY and a private account, or send a draft to the inbox.",
  url_ownership_unverified:
    "The address is on no domain that whoever runs this Patchbay verified at TikTok. Verify it there, or give the video itself.",
  privacy_level_option_mismatch: "The account does not offer this privacy level.",
  invalid_param: "TikTok did not take a value; the message says which.",
} as const;
