import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, searchFields, searchPages } from "../inputs.ts";
import { found } from "../outputs.ts";
import { closedWords, lostWords, openWords, wonWords } from "../sayings.ts";

export const crmDealsSearch = defineOperation({
  id: "hubspot.crm.deals.search",
  title: "Find deals",
  kind: "read",
  request: { method: "POST", host, path: "/crm/objects/2026-09/deals/search", body: "json" },
  input: z.strictObject({
    dealstage: z.string().optional().describe("Stage of the deals, by its id"),
    hs_is_closed: z.boolean().optional().describe("Whether the deals are closed, won or lost"),
    hs_is_closed_won: z.boolean().optional().describe("Whether the deals are won"),
    hs_is_closed_lost: z.boolean().optional().describe("Whether the deals are lost"),
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
  // A pipeline may have stages of any name; these three are worked out from what a stage means.
  sayings: [
    { words: openWords, with: { hs_is_closed: false } },
    { words: closedWords, with: { hs_is_closed: true } },
    { words: wonWords, with: { hs_is_closed_won: true } },
    { words: lostWords, with: { hs_is_closed_lost: true } },
  ],
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
