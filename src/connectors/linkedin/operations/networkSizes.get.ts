import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, organization, seeingPages } from "../inputs.ts";

export const networkSizesGet = defineOperation({
  id: "linkedin.networkSizes.get",
  title: "Count the followers of a company page",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/rest/networkSizes/{organizationUrn}",
    fixedQuery: { edgeType: "COMPANY_FOLLOWED_BY_MEMBER" },
    body: "json",
  },
  input: z.strictObject({ organizationUrn: organization }),
  output: z.looseObject({ firstDegreeSize: z.number() }),
  scopes: seeingPages,
  codeHelper: "countFollowers",
  codeParts: ["organizationIn"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["followers", "count", "audience", "company", "how many"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-lookup-api",
});
