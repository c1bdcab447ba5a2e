import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, recordId, shapes, sobject } from "../inputs.ts";
import { record } from "../outputs.ts";

export const sobjectsRetrieve = defineOperation({
  id: "salesforce.sobjects.retrieve",
  title: "Get a record",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/services/data/v67.0/sobjects/{sobject}/{id}",
    shapes,
    body: "json",
  },
  input: z.strictObject({
    sobject,
    id: recordId,
    fields: z
      .array(z.string())
      .optional()
      .describe("API names of the fields to read; all where not given"),
  }),
  output: record,
  scopes: api,
  codeHelper: "readRecord",
  codeParts: ["record"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: [
    "get",
    "read",
    "show",
    "record",
    "details",
    "account",
    "contact",
    "lead",
    "opportunity",
    "deal",
    "case",
    "task",
    "campaign",
  ],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_retrieve_get.htm",
});
