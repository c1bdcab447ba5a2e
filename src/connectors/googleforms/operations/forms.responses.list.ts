import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { formId } from "../inputs.ts";

export const formsResponsesList = defineOperation({
  id: "googleforms.forms.responses.list",
  title: "Read the answers to a form",
  kind: "read",
  request: {
    method: "GET",
    host: "forms.googleapis.com",
    path: "/v1/forms/{formId}/responses",
    body: "query",
  },
  input: z.strictObject({
    formId,
    since: z.string().optional().describe("Only answers after this time, in RFC 3339"),
    withTitles: z
      .boolean()
      .optional()
      .describe("Whether answers stand under the titles of the questions"),
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 5000 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    responses: z.array(
      z.looseObject({
        responseId: z.string(),
        createTime: z.string().nullish(),
        respondentEmail: z.string().nullish(),
        answers: z.record(z.string(), z.string()),
      }),
    ),
    nextPageToken: z.string().nullish(),
  }),
  answer: z.looseObject({
    responses: z.array(z.looseObject({ responseId: z.string() })).nullish(),
  }),
  scopes: anyOf("forms.responses.readonly", "drive"),
  scopesWhen: [
    {
      input: "formId",
      from: ["googleforms.forms.create", "googledrive.files.copy"],
      scopes: anyOf("drive.file", "forms.responses.readonly", "drive"),
    },
  ],
  lookups: { formId: fileByName("application/vnd.google-apps.form") },
  codeHelper: "readResponses",
  alsoCalls: [{ operation: "googleforms.forms.get", input: "withTitles" }],
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "responses",
    pageSize: "pageSize",
    maxPageSize: 5000,
  },
  rateLimit: { class: "expensive reads" },
  repeatable: true,
  errors: { notFound: "There is no such form, or the account cannot see it." },
  words: ["answers", "responses", "read", "list", "get", "form", "results"],
  docs: "https://developers.google.com/workspace/forms/api/reference/rest/v1/forms.responses/list",
});
