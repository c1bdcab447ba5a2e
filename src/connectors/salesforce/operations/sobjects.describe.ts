import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, sobject } from "../inputs.ts";

export const sobjectsDescribe = defineOperation({
  id: "salesforce.sobjects.describe",
  title: "List the fields of an object",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/services/data/v67.0/sobjects/{sobject}/describe",
    body: "json",
  },
  input: z.strictObject({ sobject }),
  output: z.looseObject({
    name: z.string(),
    label: z.string(),
    fields: z.array(z.looseObject({ name: z.string(), label: z.string(), type: z.string() })),
  }),
  scopes: api,
  codeHelper: "describeObject",
  codeParts: ["describeFields"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: [
    "lead",
    "contact",
    "account",
    "opportunity",
    "case",
    "task",
    "fields",
    "describe",
    "object",
    "schema",
    "picklist",
    "stages",
  ],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm",
});
