import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import {
  dealFields,
  dealStageByLabel,
  errors,
  host,
  links,
  needs,
  ownerByEmail,
} from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmDealsCreate = defineOperation({
  id: "hubspot.crm.deals.create",
  title: "Create a deal",
  kind: "write",
  effect: { words: "Create {#deal}[: {dealname|record}]", at: { dealname: "properties.dealname" } },
  request: { method: "POST", host, path: "/crm/objects/2026-09/deals", body: "json" },
  input: z.strictObject({
    ...dealFields,
    dealname: z.string().min(1).describe("Name of the deal"),
    ...links,
  }),
  output: record,
  scopes: needs("crm.objects.deals.write"),
  lookups: { hubspot_owner_id: ownerByEmail, dealstage: dealStageByLabel },
  codeHelper: "createDeal",
  codeParts: ["asTexts", "saveRecord", "linksOf"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["create", "add", "new", "deal", "opportunity", "open", "save"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/deals",
});
