import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, sobject } from "../inputs.ts";
import { savedAll } from "../outputs.ts";

export const compositeSobjectsCreate = defineOperation({
  id: "salesforce.composite.sobjects.create",
  title: "Create up to 200 records",
  kind: "write",
  effect: {
    words: "Create {#record} of type {sobject|type}",
    at: { sobject: "records.*.attributes.type" },
    counts: "records",
  },
  request: { method: "POST", host, path: "/services/data/v67.0/composite/sobjects", body: "json" },
  input: z.strictObject({
    sobject,
    records: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .max(200)
      .describe("Fields of each record, by API name"),
    allOrNone: z.boolean().optional().describe("Whether none is saved where one fails"),
  }),
  output: savedAll,
  answer: z.array(z.looseObject({ success: z.boolean() })),
  scopes: api,
  codeHelper: "createRecords",
  codeParts: ["saveRecords"],
  madeUp: { body: { id: "{id}", errors: [] } },
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["create", "many", "bulk", "records", "import"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm",
});
