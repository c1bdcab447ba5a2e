import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, needs, pageByTitle, pageId, properties, record, title } from "../inputs.ts";
import { idAnswer } from "../outputs.ts";

const doneWords = (
  "as done, as completed, as complete, as finished, als erledigt, als fertig, como hecha, como hecho, como completada, " +
  "comme terminee, comme fait, comme faite, como concluida, como feita"
).split(", ");

export const pagesUpdate = defineOperation({
  id: "notion.pages.update",
  title: "Change properties of a page or row",
  kind: "write",
  effect: { words: "Change the page {page_id}" },
  request: {
    method: "PATCH",
    host: "api.notion.com",
    path: "/v1/pages/{page_id}",
    body: "json",
  },
  input: z.strictObject({
    page_id: pageId,
    title,
    record,
    properties,
    icon: z.string().optional().describe("Emoji to show beside the title"),
    in_trash: z.boolean().optional().describe("true moves it to the trash, false takes it back"),
  }),
  output: idAnswer.extend({ url: z.string().nullish() }),
  answer: idAnswer,
  scopes: needs("update_content"),
  lookups: { page_id: pageByTitle },
  alsoCalls: [{ operation: "notion.pages.retrieve", input: "record" }],
  codeHelper: "changePage",
  codeParts: ["richText", "notionId", "columnValues"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  // What a status column has by default: https://www.notion.com/help/status-property
  sayings: [{ words: doneWords, with: { record: { Status: "Done" } } }],
  words: [
    "update",
    "change",
    "set",
    "mark",
    "edit",
    "rename",
    "page",
    "row",
    "status",
    "trash",
    "archive",
    "delete",
  ],
  docs: "https://developers.notion.com/reference/patch-page",
});
