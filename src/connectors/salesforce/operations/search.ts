import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, sobject } from "../inputs.ts";

export const search = defineOperation({
  id: "salesforce.search",
  title: "Search all records",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/services/data/v67.0/search",
    also: [{ method: "POST", path: "/services/data/v67.0/parameterizedSearch" }],
    body: "json",
  },
  input: z.strictObject({
    query: z.string().min(2).describe("Words to search for, in all fields of all objects"),
    sobject: sobject.optional(),
    limit: z
      .number()
      .int()
      .min(1)
      .max(2000)
      .optional()
      .describe("How many records at most, 20 where not given"),
  }),
  output: z.looseObject({
    records: z.array(
      z.looseObject({ Id: z.string(), type: z.string(), Name: z.string().nullish() }),
    ),
  }),
  scopes: api,
  answer: z.looseObject({ searchRecords: z.array(z.looseObject({ Id: z.string() })) }),
  codeHelper: "searchSalesforce",
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["search", "find", "look up", "look for", "sosl"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_search.htm",
});
