import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, externalIdField, host, recordFields, sobject } from "../inputs.ts";
import { upserted } from "../outputs.ts";

export const sobjectsUpsert = defineOperation({
  id: "salesforce.sobjects.upsert",
  title: "Create or change a record by its external id",
  kind: "write",
  effect: { words: "Create or change {#record} of type {sobject|type}" },
  request: {
    method: "PATCH",
    host,
    path: "/services/data/v67.0/sobjects/{sobject}/{externalIdField}/{value}",
    body: "json",
  },
  input: z.strictObject({
    sobject,
    externalIdField,
    value: z
      .string()
      .min(1)
      .describe("Its value: the record that has it is changed, else one is created"),
    ...recordFields,
  }),
  output: upserted,
  scopes: api,
  alsoCalls: [{ operation: "salesforce.sobjects.describe" }],
  codeHelper: "upsertRecord",
  codeParts: ["describeFields", "writableFields"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["upsert", "sync", "record", "external id", "create or update"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm",
});
