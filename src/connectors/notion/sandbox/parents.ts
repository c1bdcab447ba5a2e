import { z } from "zod";
import { type NotionCall, dataSourceAt, databaseAt, pageAt } from "./access.ts";
import { invalid } from "./refusal.ts";
import type { Parent } from "./state.ts";

const given = z.looseObject({
  page_id: z.string().optional(),
  database_id: z.string().optional(),
  data_source_id: z.string().optional(),
  workspace: z.literal(true).optional(),
});

/** Where a new or moved thing goes; what it lies in must be shared. */
export function readParent(call: NotionCall, value: unknown): Parent {
  const parsed = given.safeParse(value);
  if (!parsed.success) return invalid("body failed validation: body.parent should be an object.");
  const { page_id: page, database_id: database, data_source_id: source, workspace } = parsed.data;
  if (page !== undefined) return { type: "page_id", page_id: pageAt(call, page).id };
  if (source !== undefined) {
    const { id, database: holder } = dataSourceAt(call, source);
    return { type: "data_source_id", data_source_id: id, database_id: holder };
  }
  if (database !== undefined) return soleSource(call, databaseAt(call, database).id);
  if (workspace) return { type: "workspace", workspace };
  return invalid(
    "body failed validation: body.parent should have page_id, data_source_id, database_id or workspace defined.",
  );
}

/** A database may still stand for its table while it has only one. */
function soleSource({ data }: NotionCall, database: string): Parent {
  const [source, ...others] = data.dataSources.filter((one) => one.database === database);
  if (!source || others.length > 0)
    return invalid(
      `Databases with multiple data sources are not supported in this API version: ${database}`,
    );
  return { type: "data_source_id", data_source_id: source.id, database_id: database };
}
