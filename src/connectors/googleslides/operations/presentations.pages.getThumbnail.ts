import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { presentationId } from "../inputs.ts";

export const presentationsPagesGetThumbnail = defineOperation({
  id: "googleslides.presentations.pages.getThumbnail",
  title: "Get a picture of a slide",
  kind: "read",
  request: {
    method: "GET",
    host: "slides.googleapis.com",
    path: "/v1/presentations/{presentationId}/pages/{pageObjectId}/thumbnail",
    body: "query",
  },
  input: z.strictObject({
    presentationId,
    pageObjectId: z.string().min(1).describe("Id of the slide"),
  }),
  output: z.looseObject({
    contentUrl: z.string(),
    width: z.number().nullish(),
    height: z.number().nullish(),
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
  rateLimit: { class: "expensive reads" },
  repeatable: true,
  errors: { notFound: "There is no such presentation, or the account cannot see it." },
  words: ["picture", "thumbnail", "image", "preview", "slide"],
  docs: "https://developers.google.com/workspace/slides/api/reference/rest/v1/presentations.pages/getThumbnail",
});
