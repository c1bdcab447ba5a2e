import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host } from "../inputs.ts";

export const sobjectsList = defineOperation({
  id: "salesforce.sobjects.list",
  title: "List the objects of the org",
  kind: "read",
  request: { method: "GET", host, path: "/services/data/v67.0/sobjects", body: "json" },
  input: z.strictObject({}),
  output: z.looseObject({
    sobjects: z.array(z.looseObject({ name: z.string(), label: z.string(), custom: z.boolean() })),
  }),
  scopes: api,

  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["objects", "org", "custom objects", "tables"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_describeGlobal.htm",
});
