import type { RestCall } from "../../../sandbox/kit/rest/api.ts";
import { denied, invalid, notFound } from "./refusal.ts";
import type { LinkedinState, Post } from "./state.ts";

export type LinkedinCall = RestCall<LinkedinState>;

export const ownUrn = ({ user }: LinkedinCall) => `urn:li:person:${user.id}`;

interface Rights {
  /** As the resource is named in refusals. */
  readonly resource: string;
  /** Scopes that a member's own name takes, and a page's. */
  readonly member: readonly string[];
  readonly page: readonly string[];
  readonly roles: readonly string[];
}

const writers = ["ADMINISTRATOR", "CONTENT_ADMIN", "DIRECT_SPONSORED_CONTENT_POSTER"];

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api */
export const posting: Rights = {
  resource: "partnerApiPostsExternal.CREATE",
  member: ["w_member_social"],
  page: ["w_organization_social"],
  roles: writers,
};
/** A content admin can post text, and no pictures. https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api */
export const uploading: Rights = {
  ...posting,
  resource: "partnerApiImages.ACTION-initializeUpload",
  roles: ["ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER"],
};
export const readingPosts: Rights = {
  resource: "partnerApiPostsExternal.GET",
  member: ["r_member_social"],
  page: ["r_organization_social"],
  roles: writers,
};
/** Comments and reactions have permissions of their own. https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api */
export const taking: Rights = {
  resource: "partnerApiSocialActions.CREATE",
  member: ["w_member_social_feed"],
  page: ["w_organization_social_feed"],
  roles: ["ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER", "RECRUITING_POSTER"],
};
export const readingFeed: Rights = {
  resource: "partnerApiSocialActions.GET_ALL",
  member: ["r_member_social_feed"],
  page: ["r_organization_social_feed"],
  roles: ["ADMINISTRATOR", "DIRECT_SPONSORED_CONTENT_POSTER"],
};

/** Whether the token may act as this member or page: the URN decides which scope it takes. */
export function checkActing(call: LinkedinCall, urn: unknown, rights: Rights): string {
  const { data, token } = call;
  const [text = "", kind, id] = /^urn:li:(person|organization):([\w-]+)$/.exec(String(urn)) ?? [];
  if (kind === undefined) return invalid(`Invalid URN: ${String(urn)}`);
  const scopes = kind === "person" ? rights.member : rights.page;
  if (!scopes.some((scope) => token.scopes.includes(scope))) denied(rights.resource);
  const isOwn = kind === "person" && text === ownUrn(call);
  const hasRole = data.roles.some(
    ({ member, organization, role }) =>
      member === ownUrn(call) && String(organization) === id && rights.roles.includes(role),
  );
  if (!isOwn && !(kind === "organization" && hasRole)) denied(rights.resource);
  return text;
}

export function postOf({ data }: LinkedinCall, urn: unknown): Post {
  return data.posts.find(({ id }) => id === urn) ?? notFound();
}

/** The post that a comment, a feed address or the post itself stands for. */
export function threadOf(call: LinkedinCall, urn: unknown): Post {
  const text = String(urn);
  const inner = /^urn:li:comment:\((urn:li:\w+:\d+),(\d+)\)$/.exec(text)?.[1] ?? text;
  const id = /^urn:li:(?:activity|share|ugcPost):(\d+)$/.exec(inner)?.[1];
  return (
    call.data.posts.find((post) => id !== undefined && post.id.endsWith(`:${id}`)) ?? notFound()
  );
}

/** Offsets, as all of LinkedIn's lists have them. https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/pagination */
export function pageOf<Item>({ query, path }: LinkedinCall, items: readonly Item[]) {
  const start = Number(query.get("start") ?? 0);
  const count = Number(query.get("count") ?? 10);
  if (!Number.isInteger(start) || start < 0 || !Number.isInteger(count) || count < 1 || count > 100)
    invalid("start and count are out of range");
  const elements = items.slice(start, start + count);
  const isMore = start + count < items.length;
  const links = isMore
    ? [{ rel: "next", href: `${path}?start=${start + count}`, type: "application/json" }]
    : [];
  return { elements, paging: { start, count, total: items.length, links } };
}

/** A create answers with nothing but headers. */
export function created(urn: string): Response {
  return new Response(null, {
    status: 201,
    headers: { "x-restli-id": urn, "x-linkedin-id": urn, location: `/${encodeURIComponent(urn)}` },
  });
}
