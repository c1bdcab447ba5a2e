import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs } from "../inputs.ts";

export const crmPipelinesList = defineOperation({
  id: "hubspot.crm.pipelines.list",
  title: "List pipelines and stages",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/crm/pipelines/2026-09/{objectType}",
    defaults: { objectType: "deals" },
    body: "query",
  },
  input: z.strictObject({
    objectType: z
      .enum(["deals", "tickets"])
      .optional()
      .describe("Whose pipelines: of deals, or of tickets"),
  }),
  output: z.looseObject({
    results: z.array(
      z.looseObject({
        id: z.string(),
        label: z.string(),
        stages: z.array(z.looseObject({ id: z.string(), label: z.string() })),
      }),
    ),
  }),
  // Any right to the object opens it: what a flow has anyway.
  scopes: needs("crm.objects.deals.read", "crm.objects.deals.write"),
  scopesWhen: [{ input: "objectType", matches: "ticket", scopes: needs("tickets") }],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["pipelines", "stages", "list", "deal stages"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/pipelines",
});
