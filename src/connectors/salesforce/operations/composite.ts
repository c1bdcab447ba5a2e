import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { api, errors, host } from "../inputs.ts";

export const composite = defineOperation({
  id: "salesforce.composite",
  title: "Make several calls in one",
  kind: "write",
  effect: { words: "Make {#call} in one, all or none", counts: "compositeRequest" },
  request: { method: "POST", host, path: "/services/data/v67.0/composite", body: "json" },
  input: z.strictObject({
    requests: z
      .array(
        z.strictObject({
          method: z.enum(["GET", "POST", "PATCH"]).describe("What HTTP calls it"),
          path: z.string().describe("After the version: sobjects/Account"),
          referenceId: z
            .string()
            .regex(/^[A-Za-z]\w*$/)
            .describe("Name by which later parts refer to its answer: @{account.id}"),
          body: z.record(z.string(), z.unknown()).optional().describe("Fields, by API name"),
        }),
      )
      .min(1)
      .max(25)
      .describe("The parts, in order; all are undone where one fails"),
  }),
  output: z.looseObject({
    parts: z.array(
      z.looseObject({ referenceId: z.string(), status: z.number(), body: z.unknown() }),
    ),
  }),
  answer: z.looseObject({
    compositeResponse: z.array(
      z.looseObject({ referenceId: z.string(), httpStatusCode: z.number() }),
    ),
  }),
  scopes: api,
  codeHelper: "runComposite",
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["composite", "several", "at once", "together"],
  docs: "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm",
});
