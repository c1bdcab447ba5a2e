import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { formId } from "../inputs.ts";

export const formsSetPublishSettings = defineOperation({
  id: "googleforms.forms.setPublishSettings",
  title: "Open or close a form",
  kind: "write",
  effect: { words: "Open or close the form {formId}" },
  request: {
    method: "POST",
    host: "forms.googleapis.com",
    path: "/v1/forms/{formId}:setPublishSettings",
    places: {
      isPublished: "publishSettings.publishState.isPublished",
      isAcceptingResponses: "publishSettings.publishState.isAcceptingResponses",
    },
    body: "json",
  },
  input: z.strictObject({
    formId,
    isPublished: z.boolean().describe("Whether the form is public"),
    isAcceptingResponses: z.boolean().optional().describe("Whether it takes answers"),
  }),
  output: z.looseObject({ formId: z.string().nullish() }),
  scopes: anyOf("forms.body", "drive"),
  scopesWhen: [
    {
      input: "formId",
      from: ["googleforms.forms.create", "googledrive.files.copy"],
      scopes: anyOf("drive.file", "forms.body", "drive"),
    },
  ],
  lookups: { formId: fileByName("application/vnd.google-apps.form") },
  rateLimit: { class: "writes" },
  repeatable: true,
  errors: { notFound: "There is no such form, or the account cannot see it." },
  words: ["open", "close", "publish", "form", "stop", "answers"],
  docs: "https://developers.google.com/workspace/forms/api/reference/rest/v1/forms/setPublishSettings",
});
