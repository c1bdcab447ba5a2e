import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host } from "../inputs.ts";
import { job } from "../outputs.ts";

export const jobsQueryGet = defineOperation({
  id: "salesforce.jobs.query.get",
  title: "Check a bulk query",
  kind: "read",
  request: { method: "GET", host, path: "/services/data/v67.0/jobs/query/{jobId}", body: "json" },
  input: z.strictObject({ jobId: z.string().min(1).describe("Id of the bulk query") }),
  output: job,
  scopes: api,

  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["bulk query", "state", "done"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_one_job.htm",
});
