import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host } from "../inputs.ts";

export const limits = defineOperation({
  id: "salesforce.limits",
  title: "Show the limits of the org",
  kind: "read",
  request: { method: "GET", host, path: "/services/data/v67.0/limits", body: "json" },
  input: z.strictObject({}),
  output: z.looseObject({
    DailyApiRequests: z.looseObject({ Max: z.number(), Remaining: z.number() }),
  }),
  scopes: api,

  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["limits", "usage", "quota", "calls"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm",
});
