import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { formId } from "../inputs.ts";

export const formsBatchUpdate = defineOperation({
  id: "googleforms.forms.batchUpdate",
  title: "Edit a form",
  kind: "write",
  effect: { words: "Make {#change} in the form {formId}", counts: "requests" },
  request: {
    method: "POST",
    host: "forms.googleapis.com",
    path: "/v1/forms/{formId}:batchUpdate",
    body: "json",
  },
  input: z.strictObject({
    formId,
    question: z.string().optional().describe("Question to add at the end"),
    questionType: z
      .enum(["text", "paragraph", "choice", "checkbox", "date"])
      .optional()
      .describe("How it is answered; as a short text where left out"),
    options: z.array(z.string()).min(1).optional().describe("What can be chosen"),
    required: z.boolean().optional().describe("Whether it must be answered"),
    newTitle: z.string().optional().describe("New title of the form"),
    description: z.string().optional().describe("Description of the form"),
    requests: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .optional()
      .describe("Requests as the Forms API has them, for everything else"),
  }),
  output: z.looseObject({
    replies: z
      .array(
        z.looseObject({
          createItem: z
            .looseObject({ itemId: z.string(), questionId: z.array(z.string()).nullish() })
            .nullish(),
        }),
      )
      .nullish(),
  }),
  scopes: anyOf("forms.body", "drive"),
  scopesWhen: [
    {
      input: "formId",
      from: ["googleforms.forms.create", "googledrive.files.copy"],
      scopes: anyOf("drive.file", "forms.body", "drive"),
    },
  ],
  lookups: { formId: fileByName("application/vnd.google-apps.form") },
  alsoCalls: [{ operation: "googleforms.forms.get", input: "question" }],
  codeHelper: "editForm",
  rateLimit: { class: "writes" },
  repeatable: false,
  errors: { notFound: "There is no such form, or the account cannot see it." },
  words: ["add", "question", "edit", "change", "form"],
  docs: "https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/batchUpdate",
});
