import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { presentationId } from "../inputs.ts";

export const presentationsBatchUpdate = defineOperation({
  id: "googleslides.presentations.batchUpdate",
  title: "Edit a presentation",
  kind: "write",
  effect: { words: "Make {#change} in the presentation {presentationId}", counts: "requests" },
  request: {
    method: "POST",
    host: "slides.googleapis.com",
    path: "/v1/presentations/{presentationId}:batchUpdate",
    body: "json",
  },
  input: z.strictObject({
    presentationId,
    find: z.string().optional().describe("Text to replace wherever it stands"),
    replaceWith: z.string().optional().describe("What to put in its place"),
    slideTitle: z.string().optional().describe("Title of a slide to add at the end"),
    slideBody: z.string().optional().describe("Text of that slide"),
    requests: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .optional()
      .describe("Requests as the Slides API has them, for everything else"),
  }),
  output: z.looseObject({
    presentationId: z.string(),
    replies: z
      .array(
        z.looseObject({
          replaceAllText: z.looseObject({ occurrencesChanged: z.number().nullish() }).nullish(),
          createSlide: z.looseObject({ objectId: z.string() }).nullish(),
        }),
      )
      .nullish(),
  }),
  scopes: anyOf("presentations", "drive"),
  scopesWhen: [
    {
      input: "presentationId",
      from: [
        "googleslides.presentations.create",
        "googledrive.files.create",
        "googledrive.files.copy",
      ],
      scopes: anyOf("drive.file", "presentations", "drive"),
    },
  ],
  lookups: { presentationId: fileByName("application/vnd.google-apps.presentation") },
  codeHelper: "editPresentation",
  rateLimit: { class: "writes" },
  oneOf: [["slideTitle", "slideBody", "find", "requests"]],
  repeatable: false,
  errors: { notFound: "There is no such presentation, or the account cannot see it." },
  words: ["edit", "replace", "add", "slide", "fill", "change", "presentation", "deck"],
  docs: "https://developers.google.com/workspace/slides/api/reference/rest/v1/presentations/batchUpdate",
});
