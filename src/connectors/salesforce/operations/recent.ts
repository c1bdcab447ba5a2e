import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host } from "../inputs.ts";

export const recent = defineOperation({
  id: "salesforce.recent",
  title: "List recently viewed records",
  kind: "read",
  request: { method: "GET", host, path: "/services/data/v67.0/recent", body: "json" },
  input: z.strictObject({
    limit: z.number().int().min(1).max(200).optional().describe("How many at most"),
  }),
  output: z.looseObject({
    records: z.array(
      z.looseObject({ Id: z.string(), type: z.string(), Name: z.string().nullish() }),
    ),
  }),
  answer: z.array(z.looseObject({ Id: z.string() })),
  scopes: api,
  codeHelper: "recentRecords",
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["recent", "viewed", "lately"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_recent_items.htm",
});
