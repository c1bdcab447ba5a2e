import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, objectType } from "../inputs.ts";

export const crmAssociationsList = defineOperation({
  id: "hubspot.crm.associations.list",
  title: "See which records are linked",
  kind: "read",
  request: {
    method: "POST",
    host,
    path: "/crm/associations/2026-09/{fromObjectType}/{toObjectType}/batch/read",
    body: "json",
  },
  input: z.strictObject({
    fromObjectType: objectType,
    fromObjectId: z.string().min(1).describe("Id of the record"),
    toObjectType: objectType,
  }),
  output: z.looseObject({ ids: z.array(z.string()) }),
  answer: z.looseObject({ results: z.array(z.looseObject({})) }),
  scopes: needs("crm.objects.contacts.read", "crm.objects.contacts.write"),
  scopesWhen: [
    {
      input: "fromObjectType",
      matches: "compan",
      scopes: needs("crm.objects.companies.read", "crm.objects.companies.write"),
    },
    {
      input: "fromObjectType",
      matches: "deal",
      scopes: needs("crm.objects.deals.read", "crm.objects.deals.write"),
    },
    { input: "fromObjectType", matches: "ticket", scopes: needs("tickets") },
  ],
  codeHelper: "linkedRecords",
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["linked", "associated", "associations", "belong", "related"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide",
});
