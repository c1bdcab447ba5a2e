import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { presentationId } from "../inputs.ts";

export const presentationsGet = defineOperation({
  id: "googleslides.presentations.get",
  title: "Read a presentation",
  kind: "read",
  request: {
    method: "GET",
    host: "slides.googleapis.com",
    path: "/v1/presentations/{presentationId}",
    body: "query",
  },
  input: z.strictObject({ presentationId }),
  output: z.looseObject({
    presentationId: z.string(),
    title: z.string(),
    slides: z.array(z.looseObject({ objectId: z.string(), text: z.string() })),
  }),
  answer: z.looseObject({
    presentationId: z.string(),
    title: z.string(),
    slides: z.array(z.looseObject({ objectId: z.string() })).nullish(),
  }),
  scopes: anyOf("presentations.readonly", "presentations", "drive.readonly", "drive"),
  scopesWhen: [
    {
      input: "presentationId",
      from: [
        "googleslides.presentations.create",
        "googledrive.files.create",
        "googledrive.files.copy",
      ],
      scopes: anyOf(
        "drive.file",
        "presentations.readonly",
        "presentations",
        "drive.readonly",
        "drive",
      ),
    },
  ],
  lookups: { presentationId: fileByName("application/vnd.google-apps.presentation") },
  codeHelper: "readPresentation",
  names: { list: "", id: "presentationId", name: ["title"] },
  rateLimit: { class: "reads" },
  repeatable: true,
  errors: { notFound: "There is no such presentation, or the account cannot see it." },
  words: ["read", "get", "show", "presentation", "deck", "slides", "text"],
  docs: "https://developers.google.com/workspace/slides/api/reference/rest/v1/presentations/get",
});
