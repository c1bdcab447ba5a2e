import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, externalIdField, host, sobject } from "../inputs.ts";
import { record } from "../outputs.ts";

export const sobjectsRetrieveByExternalId = defineOperation({
  id: "salesforce.sobjects.retrieveByExternalId",
  title: "Get a record by its external id",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/services/data/v67.0/sobjects/{sobject}/{externalIdField}/{value}",
    body: "json",
  },
  input: z.strictObject({
    sobject,
    externalIdField,
    value: z.string().min(1).describe("Its value"),
  }),
  output: record,
  scopes: api,
  codeHelper: "readRecordByKey",
  codeParts: ["record"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["get", "record", "external id", "by key"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_upsert.htm",
});
