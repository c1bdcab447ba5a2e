import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { formId } from "../inputs.ts";

export const formsWatchesCreate = defineOperation({
  id: "googleforms.forms.watches.create",
  title: "Start notifications about a form",
  kind: "write",
  effect: { words: "Start notifications about the form {formId}" },
  request: {
    method: "POST",
    host: "forms.googleapis.com",
    path: "/v1/forms/{formId}/watches",
    places: { eventType: "watch.eventType", topicName: "watch.target.topic.topicName" },
    body: "json",
  },
  input: z.strictObject({
    formId,
    eventType: z.enum(["RESPONSES", "SCHEMA"]).describe("What to watch: answers, or the questions"),
    topicName: z.string().min(1).describe("Pub/Sub topic, as projects/PROJECT/topics/TOPIC"),
    watchId: z
      .string()
      .optional()
      .describe("Id of your own, so that a repeat makes no second watch"),
  }),
  output: z.looseObject({
    id: z.string(),
    expireTime: z.string().nullish(),
    state: z.string().nullish(),
  }),
  scopes: anyOf(
    "forms.responses.readonly",
    "forms.body.readonly",
    "forms.body",
    "drive.readonly",
    "drive",
  ),
  scopesWhen: [
    {
      input: "eventType",
      matches: "^SCHEMA$",
      scopes: anyOf("forms.body.readonly", "forms.body", "drive.readonly", "drive"),
    },
  ],
  lookups: { formId: fileByName("application/vnd.google-apps.form") },
  rateLimit: { class: "writes" },
  repeatable: false,
  errors: { notFound: "There is no such form, or the account cannot see it." },
  words: ["watch", "notify", "push", "form", "answers"],
  docs: "https://developers.google.com/workspace/forms/api/reference/rest/v1/forms.watches/create",
});
