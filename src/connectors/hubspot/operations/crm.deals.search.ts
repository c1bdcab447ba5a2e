import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, searchFields, searchPages } from "../inputs.ts";
import { found } from "../outputs.ts";

export const crmDealsSearch = defineOperation({
  id: "hubspot.crm.deals.search",
  title: "Find deals",
  kind: "read",
  request: { method: "POST", host, path: "/crm/objects/2026-09/deals/search", body: "json" },
  input: z.strictObject({
    dealstage: z.string().optional().describe("Stage of the deals, by its id"),
    minAmount: z.number().optional().describe("Only deals of more than this amount"),
    ...searchFields,
  }),
  output: found,
  scopes: needs("crm.objects.deals.read"),
  codeHelper: "findDeals",
  codeParts: ["searchRecords"],
  pagination: searchPages,
  names: { list: "results", id: "id", name: ["properties.dealname"] },
  shows: [
    { path: "properties.dealname", label: "Deal" },
    { path: "properties.amount", label: "Amount", as: "number" },
    { path: "properties.dealstage", label: "Stage" },
    { path: "properties.closedate", label: "Close date", as: "date" },
  ],
  rateLimit: { class: "searches" },
  repeatable: true,
  errors,
  words: [
    "find",
    "search",
    "list",
    "get",
    "deals",
    "opportunities",
    "stages",
    "open",
    "closed",
    "pipeline",
    "show",
  ],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm",
});
