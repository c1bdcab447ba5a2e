import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { isShared, requireCapability } from "../access.ts";
import { pageOf } from "../paging.ts";
import { invalid } from "../refusal.ts";
import { plainText } from "../rich-text.ts";
import type { DataSource, NotionState, Page } from "../state.ts";
import { titleOf } from "../values.ts";
import { dataSourceView, pageView } from "../views.ts";

type Found =
  | { readonly id: string; readonly at: string; readonly title: string; readonly page: Page }
  | {
      readonly id: string;
      readonly at: string;
      readonly title: string;
      readonly source: DataSource;
    };

/** https://developers.notion.com/reference/post-search: titles only, the last edited first. */
export const searchRoutes: readonly RestRoute<NotionState>[] = [
  {
    method: "POST",
    path: "/v1/search",
    scopes: [],
    run(call) {
      requireCapability(call, "read_content");
      const { data, body } = call;
      const words = String(body["query"] ?? "").toLowerCase();
      const filter = Object(body["filter"] ?? {});
      const kind: unknown = Reflect.get(filter, "value");
      if (body["filter"] !== undefined && Reflect.get(filter, "property") !== "object")
        invalid('body failed validation: body.filter.property should be `"object"`.');
      // Since 2025-09-03 tables are data sources.
      if (kind !== undefined && kind !== "page" && kind !== "data_source")
        invalid(
          `body failed validation: body.filter.value should be \`"page"\` or \`"data_source"\`, instead was \`${JSON.stringify(kind)}\`.`,
        );
      const found: Found[] = [
        ...data.pages
          .filter((page) => kind !== "data_source" && !page.in_trash)
          .map((page) => ({ id: page.id, at: page.last_edited_time, title: titleOf(page), page })),
        ...data.dataSources
          .filter((source) => kind !== "page" && !source.in_trash)
          .map((source) => ({
            id: source.id,
            at: source.last_edited_time,
            title: plainText(source.title),
            source,
          })),
      ];
      const matching = found
        .filter(({ id, title }) => title.toLowerCase().includes(words) && isShared(call, id))
        .toSorted((one, other) => other.at.localeCompare(one.at));
      const ascending = Reflect.get(Object(body["sort"] ?? {}), "direction") === "ascending";
      const page = pageOf(ascending ? matching.toReversed() : matching, call);
      return {
        object: "list",
        ...page,
        results: page.results.map((one) =>
          "page" in one ? pageView(call, one.page) : dataSourceView(call, one.source),
        ),
        type: "page_or_data_source",
        page_or_data_source: {},
      };
    },
  },
];
