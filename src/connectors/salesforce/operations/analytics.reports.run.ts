import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host } from "../inputs.ts";

export const analyticsReportsRun = defineOperation({
  id: "salesforce.analytics.reports.run",
  title: "Run a saved report",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/services/data/v67.0/analytics/reports/{reportId}",
    body: "json",
  },
  input: z.strictObject({
    reportId: z.string().min(15).max(18).describe("Id of the report, from its address"),
  }),
  output: z.looseObject({
    name: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.record(z.string(), z.string())),
    allData: z.boolean(),
  }),
  answer: z.looseObject({ allData: z.boolean(), factMap: z.looseObject({}) }),
  scopes: api,
  codeHelper: "runReport",
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["report", "run", "dashboard", "numbers"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_analytics.meta/api_analytics/sforce_analytics_rest_api_get_reportdata.htm",
});
