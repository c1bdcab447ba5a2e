import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, searchPages } from "../inputs.ts";
import { paging } from "../outputs.ts";

export const crmOwnersList = defineOperation({
  id: "hubspot.crm.owners.list",
  title: "List owners",
  kind: "read",
  request: { method: "GET", host, path: "/crm/owners/2026-09", body: "query" },
  input: z.strictObject({
    email: z.string().optional().describe("Only the owner with this address"),
    limit: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 500 are read page by page"),
    after: z.string().optional().describe("Cursor of the page, from the answer before"),
  }),
  output: z.looseObject({
    results: z.array(
      z.looseObject({
        id: z.string(),
        email: z.string().nullish(),
        firstName: z.string().nullish(),
        lastName: z.string().nullish(),
      }),
    ),
    paging,
  }),
  scopes: needs("crm.objects.owners.read"),
  pagination: { ...searchPages, maxPageSize: 500 },
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["owners", "list", "reps", "team", "salespeople", "who"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/owners",
});
