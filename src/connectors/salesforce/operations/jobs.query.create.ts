import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, soql } from "../inputs.ts";

export const jobsQueryCreate = defineOperation({
  id: "salesforce.jobs.query.create",
  title: "Query very many records",
  kind: "write",
  effect: { words: "Start {#query|queries} of very many records", at: { q: "query" }, shows: "q" },
  request: { method: "POST", host, path: "/services/data/v67.0/jobs/query", body: "json" },
  input: z.strictObject({ q: soql }),
  output: z.looseObject({
    id: z.string(),
    state: z.string(),
    records: z.array(z.record(z.string(), z.string())),
  }),
  answer: z.looseObject({ id: z.string(), state: z.string() }),
  scopes: api,
  alsoCalls: [
    { operation: "salesforce.jobs.query.get" },
    { operation: "salesforce.jobs.query.results" },
  ],
  codeHelper: "bulkQuery",
  codeParts: ["bulkQueryRows", "parseCsv"],
  madeUp: { body: { state: "JobComplete" } },
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["bulk query", "export", "very many", "million"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_create_job.htm",
});
