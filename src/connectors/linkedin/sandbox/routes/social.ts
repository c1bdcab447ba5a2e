import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import {
  type LinkedinCall,
  checkActing,
  ownUrn,
  pageOf,
  readingFeed,
  taking,
  threadOf,
} from "../acting.ts";
import { denied, invalid, notFound, refusal } from "../refusal.ts";
import type { Comment, LinkedinState } from "../state.ts";

type Route = RestRoute<LinkedinState>;

const write = [["w_member_social_feed"], ["w_organization_social_feed"]] as const;
const read = [["r_organization_social_feed"], ["r_member_social_feed"]] as const;
const types = ["LIKE", "PRAISE", "EMPATHY", "INTEREST", "APPRECIATION", "ENTERTAINMENT"];

const commentUrn = ({ thread, id }: Comment) => `urn:li:comment:(${thread},${id})`;

const shown = (comment: Comment) => ({
  id: comment.id,
  commentUrn: commentUrn(comment),
  actor: comment.actor,
  object: comment.thread,
  message: { text: comment.text, attributes: [] },
  created: { actor: comment.actor, time: comment.createdAt },
  ...(comment.parent === undefined ? {} : { parentComment: comment.parent }),
});

/** Reading follows the post's author: a page's posts by its role, one's own by the closed permission. */
function readable(call: LinkedinCall, urn: unknown) {
  const post = threadOf(call, urn);
  checkActing(call, post.author, readingFeed);
  return post;
}

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api */
const commentRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/rest/socialActions/:urn/comments",
    scopes: read,
    run(call) {
      const { data, params } = call;
      const post = readable(call, params["urn"]);
      const parent = String(params["urn"]).startsWith("urn:li:comment:")
        ? params["urn"]
        : undefined;
      const own = data.comments.filter((one) => one.thread === post.id && one.parent === parent);
      return pageOf(call, own.map(shown));
    },
  },
  {
    method: "POST",
    path: "/rest/socialActions/:urn/comments",
    scopes: write,
    changes: true,
    run(call) {
      const { data, params, body, now } = call;
      const post = threadOf(call, params["urn"]);
      const actor = checkActing(call, body["actor"], taking);
      if (threadOf(call, body["object"]).id !== post.id) invalid("object is another post");
      const text: unknown = Reflect.get(Object(body["message"] ?? {}), "text");
      if (typeof text !== "string" || text === "") return invalid("message.text is required");
      if (text.length > 1250)
        throw refusal(422, "UNPROCESSABLE_ENTITY", "message.text exceeds 1250 characters");
      const parent = body["parentComment"];
      const comment: Comment = {
        id: `72${now}${data.comments.length}`,
        thread: post.id,
        ...(typeof parent === "string" ? { parent } : {}),
        actor,
        text,
        createdAt: now,
      };
      data.comments.push(comment);
      return Response.json(shown(comment), {
        status: 201,
        headers: { "x-restli-id": comment.id },
      });
    },
  },
  {
    method: "DELETE",
    path: "/rest/socialActions/:urn/comments/:id",
    scopes: write,
    changes: true,
    run(call) {
      const { data, params, query } = call;
      const post = threadOf(call, params["urn"]);
      const comment =
        data.comments.find(({ thread, id }) => thread === post.id && id === params["id"]) ??
        notFound();
      checkActing(call, query.get("actor") ?? ownUrn(call), taking);
      const isOwn = comment.actor === ownUrn(call) || comment.actor === query.get("actor");
      if (!isOwn) denied("partnerApiSocialActions.DELETE");
      data.comments = data.comments.filter((one) => one !== comment);
    },
  },
];

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/reactions-api */
const reactionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/rest/reactions/:key",
    scopes: read,
    run(call) {
      const { data, params, query } = call;
      const [, urn] = /^\(entity:(.+)\)$/.exec(String(params["key"])) ?? [];
      if (urn === undefined || query.get("q") !== "entity") return invalid("The key is wrong");
      readable(call, urn);
      return pageOf(
        call,
        data.reactions
          .filter(({ root }) => root === urn)
          .map(({ actor, root, type, createdAt }) => ({
            id: `urn:li:reaction:(${actor},${root})`,
            root,
            reactionType: type,
            created: { actor, time: createdAt },
          })),
      );
    },
  },
  {
    method: "POST",
    path: "/rest/reactions",
    scopes: write,
    changes: true,
    run(call) {
      const { data, query, body, now } = call;
      const actor = checkActing(call, query.get("actor"), {
        ...taking,
        resource: "partnerApiReactions.CREATE",
      });
      threadOf(call, body["root"]);
      const root = String(body["root"]);
      const type = String(body["reactionType"]);
      if (!types.includes(type)) invalid(`There is no reaction ${type}`);
      const isOther = (one: { actor: string; root: string }) =>
        one.actor !== actor || one.root !== root;
      data.reactions = data.reactions.filter(isOther);
      data.reactions.push({ actor, root, type, createdAt: now });
      const id = `urn:li:reaction:(${actor},${root})`;
      return Response.json(
        { id, root, reactionType: type },
        { status: 201, headers: { "x-restli-id": id } },
      );
    },
  },
  {
    method: "DELETE",
    path: "/rest/reactions/:key",
    scopes: write,
    changes: true,
    run(call) {
      const { data, params } = call;
      const [, actor, root] = /^\(actor:([^,]+),entity:(.+)\)$/.exec(String(params["key"])) ?? [];
      checkActing(call, actor, { ...taking, resource: "partnerApiReactions.DELETE" });
      const found = data.reactions.find((one) => one.actor === actor && one.root === root);
      if (!found) return notFound();
      data.reactions = data.reactions.filter((one) => one !== found);
    },
  },
];

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/social-metadata-api */
const metadataRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/rest/socialMetadata/:urn",
    scopes: read,
    run(call) {
      const { data, params } = call;
      const post = readable(call, params["urn"]);
      const own = data.reactions.filter(({ root }) => root === post.id);
      const counts = Map.groupBy(own, ({ type }) => type);
      const comments = data.comments.filter(({ thread }) => thread === post.id);
      return {
        entity: post.id,
        commentsState: "OPEN",
        reactionSummaries: Object.fromEntries(
          Array.from(counts, ([type, list]) => [type, { reactionType: type, count: list.length }]),
        ),
        commentSummary: {
          count: comments.length,
          topLevelCount: comments.filter(({ parent }) => parent === undefined).length,
        },
      };
    },
  },
];

export const socialRoutes: readonly Route[] = [
  ...commentRoutes,
  ...reactionRoutes,
  ...metadataRoutes,
];
