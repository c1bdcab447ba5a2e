import type { ScopeInfo } from "../../catalog/connector.ts";

const source = "https://learn.microsoft.com/en-us/linkedin/marketing/increasing-access";

const info = (
  scope: string,
  sentence: string,
  sensitivity: ScopeInfo["sensitivity"],
  more: Pick<ScopeInfo, "condition" | "covers"> = {},
): ScopeInfo => ({
  scope,
  sentence,
  sensitivity,
  access: sensitivity === "write" ? "write" : "read",
  tokens: ["user"],
  ...more,
  source,
});

const vetted = {
  condition:
    "LinkedIn gives this only to apps of companies that it approved for Community Management.",
};
const vettedOrAds = {
  condition:
    "LinkedIn gives this only to apps that it approved for Community Management or Advertising.",
};
const closed = { condition: "LinkedIn gives this to no new apps." };

/** Any app gets the first four; the others are for approved ones, and those of pages need a role on the page. */
export const scopes: readonly ScopeInfo[] = [
  info("openid", "Know who you are on LinkedIn", "read"),
  info("profile", "See your name and profile picture", "read"),
  info("email", "See your email address", "read-personal"),
  info("w_member_social", "Publish, change and delete posts in your name", "write"),
  info("r_member_social", "Read your own posts", "read-content", closed),
  info(
    "w_organization_social",
    "Publish, change and delete posts of company pages you manage",
    "write",
    vetted,
  ),
  info(
    "r_organization_social",
    "Read the posts of company pages you manage",
    "read-content",
    vetted,
  ),
  info("w_member_social_feed", "Comment and react in your name", "write", vetted),
  info("r_member_social_feed", "Read comments and reactions on your posts", "read-content", closed),
  info(
    "w_organization_social_feed",
    "Comment and react in the name of company pages you manage",
    "write",
    vetted,
  ),
  info(
    "r_organization_social_feed",
    "Read comments and reactions on the posts of company pages you manage",
    "read-content",
    vetted,
  ),
  info(
    "r_organization_admin",
    "See the company pages you manage, their followers and their statistics",
    "read",
    { condition: "LinkedIn gives this only to apps that it approved for Advertising." },
  ),
  info("rw_organization_admin", "Manage your company pages and see their statistics", "write", {
    ...vettedOrAds,
    covers: ["r_organization_admin"],
  }),
];
