import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, seeingPages } from "../inputs.ts";
import { organization as company } from "../outputs.ts";

export const organizationsFindByVanityName = defineOperation({
  id: "linkedin.organizations.findByVanityName",
  title: "Find a company page by its address",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/rest/organizations",
    fixedQuery: { q: "vanityName" },
    query: ["vanityName"],
    body: "json",
  },
  input: z.strictObject({
    vanityName: z.string().min(1).describe("What follows linkedin.com/company/ in its address"),
  }),
  output: z.looseObject({ elements: z.array(company) }),
  scopes: seeingPages,

  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["find", "look up", "company", "vanity name"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-lookup-api",
});
