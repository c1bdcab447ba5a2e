import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host, recordFields, sobject } from "../inputs.ts";
import { saved } from "../outputs.ts";

export const sobjectsCreate = defineOperation({
  id: "salesforce.sobjects.create",
  title: "Create a record",
  kind: "write",
  effect: { words: "Create {#record} of type {sobject|type}", shows: "Name" },
  request: { method: "POST", host, path: "/services/data/v67.0/sobjects/{sobject}", body: "json" },
  input: z.strictObject({ sobject, ...recordFields }),
  output: saved,
  scopes: api,
  alsoCalls: [{ operation: "salesforce.sobjects.describe" }],
  codeHelper: "createRecord",
  codeParts: ["describeFields", "writableFields"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: [
    "create",
    "add",
    "new",
    "record",
    "open",
    "log",
    "account",
    "contact",
    "lead",
    "opportunity",
    "deal",
    "case",
    "task",
    "campaign",
  ],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_create.htm",
});
