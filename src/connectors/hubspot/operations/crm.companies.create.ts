import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { companyFields, errors, host, links, needs, ownerByEmail } from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmCompaniesCreate = defineOperation({
  id: "hubspot.crm.companies.create",
  title: "Create a company",
  kind: "write",
  effect: { words: "Create {#company}[: {name|record}]", at: { name: "properties.name" } },
  request: { method: "POST", host, path: "/crm/objects/2026-09/companies", body: "json" },
  input: z.strictObject({ ...companyFields, ...links }),
  output: record,
  scopes: needs("crm.objects.companies.write"),
  lookups: { hubspot_owner_id: ownerByEmail },
  codeHelper: "createCompany",
  codeParts: ["asTexts", "saveRecord", "linksOf"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["create", "add", "new", "company", "account", "organisation", "save"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/companies",
});
