import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { dataSourceByName, dataSourceId, errors, needs } from "../inputs.ts";

export const dataSourcesRetrieve = defineOperation({
  id: "notion.data_sources.retrieve",
  title: "See the columns of a table",
  kind: "read",
  request: {
    method: "GET",
    host: "api.notion.com",
    path: "/v1/data_sources/{data_source_id}",
    body: "query",
  },
  input: z.strictObject({
    data_source_id: dataSourceId.unwrap().describe("Id of the table (data source), or its name"),
  }),
  output: z.looseObject({
    id: z.string(),
    properties: z.record(
      z.string(),
      z.looseObject({ id: z.string(), name: z.string(), type: z.string() }),
    ),
  }),
  scopes: needs("read_content"),
  lookups: { data_source_id: dataSourceByName },
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["columns", "fields", "properties", "schema", "table", "structure"],
  docs: "https://developers.notion.com/reference/retrieve-a-data-source",
});
