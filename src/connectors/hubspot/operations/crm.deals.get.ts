import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs } from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmDealsGet = defineOperation({
  id: "hubspot.crm.deals.get",
  title: "Read one deal",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/crm/objects/2026-09/deals/{dealId}",
    body: "query",
  },
  input: z.strictObject({
    dealId: z.string().min(1).describe("Id of the deal"),
    properties: z
      .array(z.string())
      .optional()
      .describe("Internal names of the properties to get, in place of the usual ones"),
    associations: z
      .array(z.string())
      .optional()
      .describe("Kinds of linked records to name as well: contacts, companies, deals"),
  }),
  output: record,
  scopes: needs("crm.objects.deals.read"),
  names: { list: "", id: "id", name: ["properties.dealname"] },
  shows: [
    { path: "properties.dealname", label: "Deal" },
    { path: "properties.amount", label: "Amount", as: "number" },
    { path: "properties.dealstage", label: "Stage" },
    { path: "properties.closedate", label: "Close date", as: "date" },
  ],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["read", "get", "show", "details", "look up", "deal"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/deals",
});
