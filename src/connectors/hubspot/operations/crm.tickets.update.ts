import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, ownerByEmail, ticketFields, ticketStageByLabel } from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmTicketsUpdate = defineOperation({
  id: "hubspot.crm.tickets.update",
  title: "Change a ticket",
  kind: "write",
  effect: { words: "Change the ticket {ticketId}" },
  request: {
    method: "PATCH",
    host,
    path: "/crm/objects/2026-09/tickets/{ticketId}",
    body: "json",
  },
  input: z.strictObject({
    ticketId: z.string().min(1).describe("Id of the ticket"),
    ...ticketFields,
  }),
  output: record,
  scopes: needs("tickets"),
  lookups: { hubspot_owner_id: ownerByEmail, hs_pipeline_stage: ticketStageByLabel },
  codeHelper: "updateTicket",
  codeParts: ["asTexts", "saveRecord"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["change", "update", "set", "move", "close", "edit", "ticket", "stage", "priority"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/tickets",
});
