import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import {
  errors,
  host,
  links,
  needs,
  ownerByEmail,
  ticketFields,
  ticketStageByLabel,
} from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmTicketsCreate = defineOperation({
  id: "hubspot.crm.tickets.create",
  title: "Create a ticket",
  kind: "write",
  effect: { words: "Create {#ticket}[: {subject|record}]", at: { subject: "properties.subject" } },
  request: { method: "POST", host, path: "/crm/objects/2026-09/tickets", body: "json" },
  input: z.strictObject({
    ...ticketFields,
    subject: z.string().min(1).describe("Subject of the ticket"),
    ...links,
  }),
  output: record,
  scopes: needs("tickets"),
  lookups: { hubspot_owner_id: ownerByEmail, hs_pipeline_stage: ticketStageByLabel },
  codeHelper: "createTicket",
  codeParts: ["asTexts", "saveRecord", "linksOf"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["create", "add", "new", "ticket", "case", "issue", "open", "save"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/objects/tickets",
});
