import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageByTitle, pageId, properties } from "../inputs.ts";

export const databasesCreate = defineOperation({
  id: "notion.databases.create",
  title: "Create a database",
  kind: "write",
  effect: {
    words: "Create {#database}[ in {page_id}]",
    at: { page_id: "parent.page_id", title: "title.*.text.content" },
    shows: "title",
  },
  request: { method: "POST", host: "api.notion.com", path: "/v1/databases", body: "json" },
  input: z.strictObject({
    page_id: pageId.describe("Id of the page to create it in, or its title or link"),
    title: z.string().max(2000).describe("Name of the database"),
    columns: z
      .record(z.string(), z.string())
      .optional()
      .describe(
        "Types of the columns by their names: text, number, date, checkbox, select, url, email",
      ),
    properties,
  }),
  output: z.looseObject({
    id: z.string(),
    url: z.string().nullish(),
    data_sources: z.array(z.looseObject({ id: z.string() })),
  }),
  scopes: needs("insert_content"),
  lookups: { page_id: pageByTitle },
  codeHelper: "createDatabase",
  codeParts: ["richText", "notionId"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["create", "new", "database", "table", "make"],
  docs: "https://developers.notion.com/reference/create-a-database",
});
