import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { requireCapability } from "../access.ts";
import { idOf } from "../ids.ts";
import { pageOf } from "../paging.ts";
import { bot, people, workspace } from "../people.ts";
import { notFound } from "../refusal.ts";
import type { NotionState } from "../state.ts";
import { userView } from "../views.ts";

/** https://developers.notion.com/reference/user */
export const userRoutes: readonly RestRoute<NotionState>[] = [
  {
    method: "GET",
    path: "/v1/users/me",
    scopes: [],
    run: (call) => ({
      object: "user",
      id: bot.id,
      type: "bot",
      name: bot.name,
      avatar_url: null,
      bot: {
        owner: { type: "user", user: userView(call, call.user.id) },
        workspace_id: workspace.id,
        workspace_name: workspace.name,
        workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
      },
      request_id: "",
    }),
  },
  {
    method: "GET",
    path: "/v1/users",
    scopes: [],
    run(call) {
      requireCapability(call, "read_user_without_email", "read_user_with_email");
      const page = pageOf([...people, bot], call);
      return {
        object: "list",
        ...page,
        results: page.results.map(({ id }) => userView(call, id)),
        type: "user",
        user: {},
      };
    },
  },
  {
    method: "GET",
    path: "/v1/users/:user_id",
    scopes: [],
    run(call) {
      requireCapability(call, "read_user_without_email", "read_user_with_email");
      const id = idOf(call.params["user_id"], "path failed validation: path.user_id");
      const known = [...people, bot].some((one) => one.id === id);
      return known ? userView(call, id) : notFound("user", id);
    },
  },
];
