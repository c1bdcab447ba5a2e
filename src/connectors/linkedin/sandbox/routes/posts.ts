import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import {
  type LinkedinCall,
  checkActing,
  created,
  pageOf,
  postOf,
  posting,
  readingPosts,
} from "../acting.ts";
import { checkContent, checkReshare, refuseDuplicate } from "../content.ts";
import { invalid, refusal } from "../refusal.ts";
import type { LinkedinState, Post } from "../state.ts";

const write = [["w_member_social"], ["w_organization_social"]] as const;
const read = [["r_organization_social"], ["r_member_social"]] as const;
const visibilities = ["PUBLIC", "CONNECTIONS", "LOGGED_IN"];
/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format */
const longest = 3000;

function commentaryIn(given: unknown): string {
  if (typeof given !== "string") return invalid("commentary is required");
  if (given.length > longest)
    throw refusal(422, "UNPROCESSABLE_ENTITY", `commentary exceeds ${longest} characters`);
  return given;
}

const shown = (post: Post) => ({
  id: post.id,
  author: post.author,
  commentary: post.commentary,
  visibility: post.visibility,
  lifecycleState: "PUBLISHED",
  distribution: { feedDistribution: "MAIN_FEED" },
  createdAt: post.createdAt,
  publishedAt: post.createdAt,
  lastModifiedAt: post.modifiedAt,
  ...(post.content ? { content: post.content } : {}),
  ...(post.reshareOf === undefined ? {} : { reshareContext: { parent: post.reshareOf } }),
});

/** The feed's address has another URN than the post. */
function refuseActivity(urn: unknown): void {
  if (String(urn).startsWith("urn:li:activity:")) invalid(`Invalid URN: ${String(urn)}`);
}

function publish(call: LinkedinCall): Response {
  const { body, data, now } = call;
  const author = checkActing(call, body["author"], posting);
  const commentary = commentaryIn(body["commentary"]);
  if (!visibilities.includes(String(body["visibility"]))) invalid("visibility is required");
  if (typeof body["distribution"] !== "object") invalid("distribution is required");
  if (body["lifecycleState"] !== "PUBLISHED") invalid("lifecycleState must be PUBLISHED");
  const content = checkContent(call, author);
  const reshareOf = checkReshare(call);
  refuseDuplicate(call, author, commentary);
  const kind = content && !("article" in content) ? "ugcPost" : "share";
  const id = `urn:li:${kind}:72${String(now).padStart(15, "0")}${data.posts.length}`;
  data.posts.push({
    id,
    author,
    commentary,
    visibility: String(body["visibility"]),
    ...(content ? { content } : {}),
    ...(reshareOf === undefined ? {} : { reshareOf }),
    createdAt: now,
    modifiedAt: now,
  });
  return created(id);
}

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api */
export const postRoutes: readonly RestRoute<LinkedinState>[] = [
  { method: "POST", path: "/rest/posts", scopes: write, changes: true, run: publish },
  {
    method: "GET",
    path: "/rest/posts",
    scopes: read,
    run(call) {
      const { query, data } = call;
      if (query.get("q") !== "author") invalid("There is no such finder");
      const author = query.get("author");
      checkActing(call, author, {
        ...readingPosts,
        resource: "partnerApiPostsExternal.FINDER-author",
      });
      const own = data.posts.filter((post) => post.author === author);
      return pageOf(call, own.toReversed().map(shown));
    },
  },
  {
    method: "GET",
    path: "/rest/posts/:urn",
    scopes: read,
    run(call) {
      const post = postOf(call, call.params["urn"]);
      checkActing(call, post.author, readingPosts);
      return shown(post);
    },
  },
  {
    // Rest.li's partial update is a POST that says so in a header.
    method: "POST",
    path: "/rest/posts/:urn",
    scopes: write,
    changes: true,
    run(call) {
      const { headers, params, body, now } = call;
      if (headers.get("x-restli-method") !== "PARTIAL_UPDATE")
        invalid("POST on an entity needs X-RestLi-Method: PARTIAL_UPDATE");
      refuseActivity(params["urn"]);
      const post = postOf(call, params["urn"]);
      checkActing(call, post.author, posting);
      const set: unknown = Reflect.get(Object(body["patch"] ?? {}), "$set");
      post.commentary = commentaryIn(Reflect.get(Object(set), "commentary"));
      post.modifiedAt = now;
    },
  },
  {
    // Deleting again answers 204 as well.
    method: "DELETE",
    path: "/rest/posts/:urn",
    scopes: write,
    changes: true,
    run(call) {
      const { params, data } = call;
      refuseActivity(params["urn"]);
      const post = data.posts.find(({ id }) => id === params["urn"]);
      if (!post) return;
      checkActing(call, post.author, posting);
      data.posts = data.posts.filter((one) => one !== post);
      data.comments = data.comments.filter(({ thread }) => thread !== post.id);
      data.reactions = data.reactions.filter(({ root }) => root !== post.id);
    },
  },
];
