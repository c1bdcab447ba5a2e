import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { blockAt, pageAt, requireCapability } from "../access.ts";
import { createId, idOf, stamp } from "../ids.ts";
import { pageOf } from "../paging.ts";
import { bot } from "../people.ts";
import { invalid, notFound } from "../refusal.ts";
import { readRichText } from "../rich-text.ts";
import type { Comment, NotionState } from "../state.ts";
import { commentView } from "../views.ts";
import { holderOf } from "./pages.ts";

/** https://developers.notion.com/reference/comment-object */
export const commentRoutes: readonly RestRoute<NotionState>[] = [
  {
    method: "POST",
    path: "/v1/comments",
    scopes: [],
    changes: true,
    run(call) {
      requireCapability(call, "insert_comments");
      const { data, body, now } = call;
      const discussion = body["discussion_id"];
      const given = Object(body["parent"] ?? {});
      if ((discussion === undefined) === (body["parent"] === undefined))
        invalid("body failed validation: either body.parent or body.discussion_id is wanted.");
      const known = data.comments.find((one) => one.discussion_id === discussion);
      if (discussion !== undefined && !known) return notFound("discussion", String(discussion));
      const [page, block]: readonly unknown[] = [
        Reflect.get(given, "page_id"),
        Reflect.get(given, "block_id"),
      ];
      const comment: Comment = {
        id: createId(),
        parent:
          known?.parent ??
          (block === undefined
            ? { type: "page_id", page_id: pageAt(call, page).id }
            : { type: "block_id", block_id: blockAt(call, block).id }),
        discussion_id: known?.discussion_id ?? createId(),
        rich_text: readRichText(body["rich_text"], "body.rich_text"),
        created_time: stamp(now),
        created_by: bot.id,
      };
      data.comments.push(comment);
      return commentView(call, comment);
    },
  },
  {
    method: "GET",
    path: "/v1/comments",
    scopes: [],
    run(call) {
      requireCapability(call, "read_comments");
      const id = idOf(call.query.get("block_id"), "query failed validation: query.block_id");
      holderOf(call, id);
      const own = call.data.comments.filter(
        ({ parent }) => (parent.type === "page_id" ? parent.page_id : parent.block_id) === id,
      );
      const page = pageOf(own, call);
      return {
        object: "list",
        ...page,
        results: page.results.map((comment) => commentView(call, comment)),
        type: "comment",
        comment: {},
      };
    },
  },
];
