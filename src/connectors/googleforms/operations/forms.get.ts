import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { formId } from "../inputs.ts";

export const formsGet = defineOperation({
  id: "googleforms.forms.get",
  title: "Read a form",
  kind: "read",
  request: {
    method: "GET",
    host: "forms.googleapis.com",
    path: "/v1/forms/{formId}",
    body: "query",
  },
  input: z.strictObject({ formId }),
  output: z.looseObject({
    formId: z.string(),
    info: z.looseObject({ title: z.string().nullish() }),
    responderUri: z.string().nullish(),
    items: z
      .array(
        z.looseObject({
          itemId: z.string(),
          title: z.string().nullish(),
          questionItem: z
            .looseObject({ question: z.looseObject({ questionId: z.string() }) })
            .nullish(),
        }),
      )
      .nullish(),
  }),
  scopes: anyOf("forms.body.readonly", "forms.body", "drive.readonly", "drive"),
  scopesWhen: [
    {
      input: "formId",
      from: ["googleforms.forms.create", "googledrive.files.copy"],
      scopes: anyOf("drive.file", "forms.body.readonly", "forms.body", "drive.readonly", "drive"),
    },
  ],
  lookups: { formId: fileByName("application/vnd.google-apps.form") },
  names: { list: "", id: "formId", name: ["info.title"] },
  rateLimit: { class: "reads" },
  repeatable: true,
  errors: { notFound: "There is no such form, or the account cannot see it." },
  words: ["read", "get", "show", "form", "questions"],
  docs: "https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/get",
});
