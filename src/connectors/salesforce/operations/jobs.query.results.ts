import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host } from "../inputs.ts";
import { rows } from "../outputs.ts";

export const jobsQueryResults = defineOperation({
  id: "salesforce.jobs.query.results",
  title: "Read the rows of a bulk query",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/services/data/v67.0/jobs/query/{jobId}/results",
    body: "json",
  },
  input: z.strictObject({ jobId: z.string().min(1).describe("Id of the bulk query") }),
  output: rows,
  scopes: api,
  codeHelper: "bulkQueryRows",
  codeParts: ["parseCsv"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["bulk query", "rows", "results"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_job_results.htm",
});
