import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const formsCreate = defineOperation({
  id: "googleforms.forms.create",
  title: "Create a form",
  kind: "write",
  effect: { words: "Create the form {title|form}" },
  request: {
    method: "POST",
    host: "forms.googleapis.com",
    path: "/v1/forms",
    places: { title: "info.title", documentTitle: "info.documentTitle" },
    body: "json",
  },
  input: z.strictObject({
    title: z.string().min(1).describe("Title of the form"),
    documentTitle: z.string().optional().describe("Name of its file"),
  }),
  output: z.looseObject({ formId: z.string(), responderUri: z.string().nullish() }),
  scopes: anyOf("drive.file", "forms.body", "drive"),
  rateLimit: { class: "writes" },
  repeatable: false,
  words: ["create", "new", "make", "form", "survey", "questionnaire"],
  docs: "https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/create",
});
