import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, searchFields, searchPages } from "../inputs.ts";
import { found } from "../outputs.ts";
import { closedWords, openWords } from "../sayings.ts";

export const crmTicketsSearch = defineOperation({
  id: "hubspot.crm.tickets.search",
  title: "Find tickets",
  kind: "read",
  request: { method: "POST", host, path: "/crm/objects/2026-09/tickets/search", body: "json" },
  input: z.strictObject({
    hs_ticket_priority: z
      .string()
      .optional()
      .describe("Priority of the tickets: LOW, MEDIUM, HIGH or URGENT"),
    open: z
      .boolean()
      .optional()
      .describe("Whether the tickets are open; a closed one has a closed_date"),
    ...searchFields,
  }),
  output: found,
  scopes: needs("tickets"),
  codeHelper: "findTickets",
  codeParts: ["searchRecords"],
  pagination: searchPages,
  names: { list: "results", id: "id", name: ["properties.subject"] },
  shows: [
    { path: "properties.subject", label: "Ticket" },
    { path: "properties.hs_pipeline_stage", label: "Stage" },
    { path: "properties.hs_ticket_priority", label: "Priority" },
    { path: "properties.content", label: "Description" },
  ],
  rateLimit: { class: "searches" },
  repeatable: true,
  errors,
  sayings: [
    { words: openWords, with: { open: true } },
    { words: closedWords, with: { open: false } },
  ],
  words: ["find", "search", "list", "get", "tickets", "cases", "support", "show"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm",
});
