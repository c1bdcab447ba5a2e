import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, organization, seeingPages } from "../inputs.ts";
import { organization as company } from "../outputs.ts";

export const organizationsGet = defineOperation({
  id: "linkedin.organizations.get",
  title: "Get a company page",
  kind: "read",
  request: { method: "GET", host, path: "/rest/organizations/{organizationId}", body: "json" },
  input: z.strictObject({ organizationId: organization }),
  output: company,
  scopes: seeingPages,
  codeHelper: "readCompanyPage",
  codeParts: ["organizationIn"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["company", "organization", "page", "details"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-lookup-api",
});
