import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { formId } from "../inputs.ts";

export const formsResponsesGet = defineOperation({
  id: "googleforms.forms.responses.get",
  title: "Read one answer sheet",
  kind: "read",
  request: {
    method: "GET",
    host: "forms.googleapis.com",
    path: "/v1/forms/{formId}/responses/{responseId}",
    body: "query",
  },
  input: z.strictObject({
    formId,
    responseId: z.string().min(1).describe("Id of the answer sheet"),
  }),
  output: z.looseObject({
    responseId: z.string(),
    respondentEmail: z.string().nullish(),
    createTime: z.string().nullish(),
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
  rateLimit: { class: "reads" },
  repeatable: true,
  errors: { notFound: "There is no such form, or the account cannot see it." },
  words: ["answer", "response", "read", "one", "form"],
  docs: "https://developers.google.com/workspace/forms/api/reference/rest/v1/forms.responses/get",
});
