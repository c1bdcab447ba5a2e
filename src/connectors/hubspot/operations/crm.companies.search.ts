import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, searchFields, searchPages } from "../inputs.ts";
import { found } from "../outputs.ts";

export const crmCompaniesSearch = defineOperation({
  id: "hubspot.crm.companies.search",
  title: "Find companies",
  kind: "read",
  request: { method: "POST", host, path: "/crm/objects/2026-09/companies/search", body: "json" },
  input: z.strictObject({
    name: z.string().optional().describe("Word of the company's name"),
    domain: z.string().optional().describe("Web domain of the company"),
    ...searchFields,
  }),
  output: found,
  scopes: needs("crm.objects.companies.read"),
  codeHelper: "findCompanies",
  codeParts: ["searchRecords"],
  pagination: searchPages,
  shows: [
    { path: "properties.name", label: "Company" },
    { path: "properties.domain", label: "Domain" },
    { path: "properties.city", label: "City" },
    { path: "properties.industry", label: "Industry" },
    { path: "properties.phone", label: "Phone" },
  ],
  rateLimit: { class: "searches" },
  repeatable: true,
  errors,
  words: ["find", "search", "list", "get", "companies", "accounts", "organisations", "show"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm",
});
