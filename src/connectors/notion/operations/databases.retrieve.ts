import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { databaseId, errors, needs } from "../inputs.ts";

export const databasesRetrieve = defineOperation({
  id: "notion.databases.retrieve",
  title: "Look up a database and its tables",
  kind: "read",
  request: {
    method: "GET",
    host: "api.notion.com",
    path: "/v1/databases/{database_id}",
    body: "query",
  },
  input: z.strictObject({
    database_id: databaseId.unwrap().describe("Id of the database, or its link"),
  }),
  output: z.looseObject({
    id: z.string(),
    url: z.string().nullish(),
    data_sources: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  }),
  scopes: needs("read_content"),
  codeHelper: "readDatabase",
  codeParts: ["notionId"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["database", "tables", "data sources", "look up"],
  docs: "https://developers.notion.com/reference/retrieve-a-database",
});
