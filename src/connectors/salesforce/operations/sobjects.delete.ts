import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, recordId, shapes, sobject } from "../inputs.ts";
import { saved } from "../outputs.ts";

export const sobjectsDelete = defineOperation({
  id: "salesforce.sobjects.delete",
  title: "Delete a record",
  kind: "destructive",
  effect: { words: "Delete {#record} of type {sobject|type}" },
  request: {
    method: "DELETE",
    host,
    path: "/services/data/v67.0/sobjects/{sobject}/{id}",
    shapes,
    body: "json",
  },
  input: z.strictObject({ sobject, id: recordId }),
  output: saved,
  scopes: api,
  codeHelper: "deleteRecord",
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: [
    "delete",
    "remove",
    "record",
    "account",
    "contact",
    "lead",
    "opportunity",
    "deal",
    "case",
    "task",
    "campaign",
  ],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_delete_record.htm",
});
