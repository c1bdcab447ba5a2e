import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, links, needs } from "../inputs.ts";
import { record } from "../outputs.ts";

export const crmNotesCreate = defineOperation({
  id: "hubspot.crm.notes.create",
  title: "Add a note to a record",
  kind: "write",
  effect: {
    words: "Add {#note} to a record",
    at: { text: "properties.hs_note_body" },
    shows: "text",
  },
  request: { method: "POST", host, path: "/crm/objects/2026-09/notes", body: "json" },
  input: z.strictObject({
    text: z.string().min(1).max(65_536).describe("Text of the note"),
    ...links,
  }),
  output: record,
  scopes: needs("crm.objects.contacts.write"),
  codeHelper: "addNote",
  codeParts: ["asTexts", "saveRecord", "linksOf"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["note", "add", "log", "write", "comment"],
  docs: "https://developers.hubspot.com/docs/api-reference/latest/crm/activities/notes/guide",
});
