import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, pagination, paging, seeingPages } from "../inputs.ts";
import { acls } from "../outputs.ts";

export const organizationAclsList = defineOperation({
  id: "linkedin.organizationAcls.list",
  title: "List the company pages I manage",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/rest/organizationAcls",
    fixedQuery: { q: "roleAssignee", role: "ADMINISTRATOR", state: "APPROVED" },
    body: "json",
  },
  input: z.strictObject({ ...paging }),
  output: acls,
  scopes: seeingPages,
  codeHelper: "listManagedPages",
  codeParts: ["linkedinPage"],
  pagination,
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["company", "companies", "pages", "organizations", "manage", "admin"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-access-control-by-role",
});
