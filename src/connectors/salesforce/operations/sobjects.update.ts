import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, recordFields, recordId, shapes, sobject } from "../inputs.ts";
import { saved } from "../outputs.ts";

export const sobjectsUpdate = defineOperation({
  id: "salesforce.sobjects.update",
  title: "Change a record",
  kind: "write",
  effect: { words: "Change {#record} of type {sobject|type}" },
  request: {
    method: "PATCH",
    host,
    path: "/services/data/v67.0/sobjects/{sobject}/{id}",
    shapes,
    body: "json",
  },
  input: z.strictObject({ sobject, id: recordId, ...recordFields }),
  output: saved,
  scopes: api,
  alsoCalls: [{ operation: "salesforce.sobjects.describe" }],
  codeHelper: "updateRecord",
  codeParts: ["describeFields", "writableFields"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: [
    "update",
    "change",
    "edit",
    "set",
    "move",
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
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_update_fields.htm",
});
