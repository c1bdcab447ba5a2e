import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { dataSourceAt, requireCapability } from "../access.ts";
import { passes, sorted } from "../filter.ts";
import { stamp } from "../ids.ts";
import { pageOf } from "../paging.ts";
import { readRichText } from "../rich-text.ts";
import type { NotionState } from "../state.ts";
import { rowsOf } from "../tree.ts";
import { dataSourceView, pageView } from "../views.ts";

/** https://developers.notion.com/reference/data-source */
export const dataSourceRoutes: readonly RestRoute<NotionState>[] = [
  {
    method: "POST",
    path: "/v1/data_sources/:data_source_id/query",
    scopes: [],
    run(call) {
      requireCapability(call, "read_content");
      const { data, body, params, now } = call;
      const source = dataSourceAt(call, params["data_source_id"]);
      const rows = rowsOf(data, source.id).filter(
        (row) => body["filter"] === undefined || passes(body["filter"], row, source, now),
      );
      const page = pageOf(sorted(rows, body["sorts"], source), call);
      return {
        object: "list",
        ...page,
        results: page.results.map((row) => pageView(call, row)),
        type: "page_or_data_source",
        page_or_data_source: {},
      };
    },
  },
  {
    method: "GET",
    path: "/v1/data_sources/:data_source_id",
    scopes: [],
    run(call) {
      requireCapability(call, "read_content");
      return dataSourceView(call, dataSourceAt(call, call.params["data_source_id"]));
    },
  },
  {
    method: "PATCH",
    path: "/v1/data_sources/:data_source_id",
    scopes: [],
    changes: true,
    run(call) {
      requireCapability(call, "update_content");
      const source = dataSourceAt(call, call.params["data_source_id"]);
      if (call.body["title"] !== undefined)
        source.title = readRichText(call.body["title"], "body.title");
      source.last_edited_time = stamp(call.now);
      return dataSourceView(call, source);
    },
  },
];
