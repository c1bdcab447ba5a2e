import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, objectType } from "../inputs.ts";

export const crmAssociationsCreateDefault = defineOperation({
  id: "hubspot.crm.associations.createDefault",
  title: "Link two records",
  kind: "write",
  effect: {
    words:
      "Link {fromObjectType|kind of record} {fromObjectId|record} to {toObjectType|kind of record} {toObjectId|record}",
  },
  request: {
    method: "PUT",
    host,
    path: "/crm/objects/2026-09/{fromObjectType}/{fromObjectId}/associations/default/{toObjectType}/{toObjectId}",
    body: "query",
  },
  input: z.strictObject({
    fromObjectType: objectType,
    fromObjectId: z.string().min(1).describe("Id of the first record"),
    toObjectType: objectType,
    toObjectId: z.string().min(1).describe("Id of the second record"),
  }),
  output: z.looseObject({ status: z.string().nullish() }),
  scopes: needs("crm.objects.contacts.write"),
  scopesWhen: [
    { input: "fromObjectType", matches: "compan", scopes: needs("crm.objects.companies.write") },
    { input: "fromObjectType", matches: "deal", scopes: needs("crm.objects.deals.write") },
    { input: "fromObjectType", matches: "ticket", scopes: needs("tickets") },
  ],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["link", "associate", "connect", "relate"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide",
});
