import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, sobject } from "../inputs.ts";
import { savedAll } from "../outputs.ts";

export const compositeSobjectsUpdate = defineOperation({
  id: "salesforce.composite.sobjects.update",
  title: "Change up to 200 records",
  kind: "write",
  effect: {
    words: "Change {#record} of type {sobject|type}",
    at: { sobject: "records.*.attributes.type" },
    counts: "records",
  },
  request: { method: "PATCH", host, path: "/services/data/v67.0/composite/sobjects", body: "json" },
  input: z.strictObject({
    sobject,
    records: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .max(200)
      .describe("Fields of each record, by API name, with its id"),
    allOrNone: z.boolean().optional().describe("Whether none is saved where one fails"),
  }),
  output: savedAll,
  answer: z.array(z.looseObject({ success: z.boolean() })),
  scopes: api,
  codeHelper: "updateRecords",
  codeParts: ["saveRecords"],
  madeUp: { body: { id: "{id}", errors: [] } },
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["update", "many", "bulk", "records", "mass"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm",
});
