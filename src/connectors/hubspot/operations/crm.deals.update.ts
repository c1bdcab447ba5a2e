import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { dealFields, dealStageByLabel, errors, host, needs, ownerByEmail } from "../inputs.ts";
import { record } from "../outputs.ts";

const asWon = [
  "as won",
  "as closed won",
  "als gewonnen",
  "como ganado",
  "comme gagne",
  "como ganho",
];
const asLost = ["as lost", "as closed lost", "als verloren", "como perdido", "comme perdu"];

export const crmDealsUpdate = defineOperation({
  id: "hubspot.crm.deals.update",
  title: "Change a deal",
  kind: "write",
  effect: { words: "Change the deal {dealId}" },
  request: {
    method: "PATCH",
    host,
    path: "/crm/objects/2026-09/deals/{dealId}",
    body: "json",
  },
  input: z.strictObject({
    dealId: z.string().min(1).describe("Id of the deal"),
    ...dealFields,
  }),
  output: record,
  scopes: needs("crm.objects.deals.write"),
  lookups: { hubspot_owner_id: ownerByEmail, dealstage: dealStageByLabel },
  codeHelper: "updateDeal",
  codeParts: ["asTexts", "saveRecord"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  // Of the pipeline that every account begins with.
  sayings: [
    { words: asWon, with: { dealstage: "closedwon" } },
    { words: asLost, with: { dealstage: "closedlost" } },
  ],
  words: ["change", "update", "set", "move", "mark", "edit", "deal", "stage", "won", "lost"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/deals",
});
