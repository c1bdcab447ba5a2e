import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { databaseAt, requireCapability } from "../access.ts";
import { readColumns } from "../columns.ts";
import { createId, stamp } from "../ids.ts";
import { readParent } from "../parents.ts";
import { bot } from "../people.ts";
import { invalid } from "../refusal.ts";
import { readRichText } from "../rich-text.ts";
import type { Database, NotionState } from "../state.ts";
import { databaseView } from "../views.ts";

/** https://developers.notion.com/reference/database */
export const databaseRoutes: readonly RestRoute<NotionState>[] = [
  {
    method: "GET",
    path: "/v1/databases/:database_id",
    scopes: [],
    run(call) {
      requireCapability(call, "read_content");
      return databaseView(call, databaseAt(call, call.params["database_id"]));
    },
  },
  {
    method: "POST",
    path: "/v1/databases",
    scopes: [],
    changes: true,
    run(call) {
      requireCapability(call, "insert_content");
      const { data, body, user, now } = call;
      if (body["properties"] !== undefined)
        invalid("body failed validation: body.properties moved to body.initial_data_source.");
      const parent = readParent(call, body["parent"]);
      if (parent.type !== "page_id" && parent.type !== "workspace")
        return invalid("body failed validation: body.parent should be a page or the workspace.");
      const title = readRichText(body["title"] ?? [], "body.title");
      const columns = readColumns(
        Reflect.get(Object(body["initial_data_source"] ?? {}), "properties") ?? {
          Name: { title: {} },
        },
      );
      const common = {
        created_time: stamp(now),
        last_edited_time: stamp(now),
        created_by: bot.id,
        last_edited_by: bot.id,
        in_trash: false,
        title,
      };
      const database: Database = {
        ...common,
        id: createId(),
        parent,
        description: [],
        icon: null,
        is_inline: body["is_inline"] === true,
      };
      data.databases.push(database);
      data.dataSources.push({ ...common, id: createId(), database: database.id, columns });
      if (parent.type === "workspace") (data.shared[user.id] ??= []).push(database.id);
      return databaseView(call, database);
    },
  },
];
