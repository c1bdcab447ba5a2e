import type { ScopeInfo } from "../../catalog/connector.ts";

const source = "https://developers.tiktok.com/doc/tiktok-api-scopes";

const info = (
  scope: string,
  sentence: string,
  sensitivity: ScopeInfo["sensitivity"],
  condition?: string,
): ScopeInfo => ({
  scope,
  sentence,
  sensitivity,
  access: sensitivity === "write" ? "write" : "read",
  tokens: ["user"],
  ...(condition === undefined ? {} : { condition }),
  source,
});

const review = "TikTok gives this only to apps that it has reviewed.";

/** They open fields and calls; a field without its scope fails the whole call. */
export const scopes: readonly ScopeInfo[] = [
  info("user.info.basic", "See your TikTok name and profile picture", "read"),
  info(
    "user.info.profile",
    "See your TikTok username, bio, profile link and whether you are verified",
    "read",
    review,
  ),
  info(
    "user.info.stats",
    "See your numbers of followers, followed accounts, likes and videos",
    "read",
    review,
  ),
  info(
    "video.list",
    "See your public TikTok videos and how often they were viewed, liked, shared and commented",
    "read-content",
    review,
  ),
  info(
    "video.upload",
    "Send videos and photos to your TikTok inbox as drafts; you finish and post them yourself",
    "write",
    review,
  ),
  info(
    "video.publish",
    "Post videos and photos on your TikTok profile",
    "write",
    "TikTok gives this only to apps that it has reviewed; until an audit, posts are visible to you alone.",
  ),
];
