import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { presentationId } from "../inputs.ts";

export const presentationsPagesGet = defineOperation({
  id: "googleslides.presentations.pages.get",
  title: "Read a slide",
  kind: "read",
  request: {
    method: "GET",
    host: "slides.googleapis.com",
    path: "/v1/presentations/{presentationId}/pages/{pageObjectId}",
    body: "query",
  },
  input: z.strictObject({
    presentationId,
    pageObjectId: z.string().min(1).describe("Id of the slide"),
  }),
  output: z.looseObject({ objectId: z.string() }),
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
  rateLimit: { class: "reads" },
  repeatable: true,
  errors: { notFound: "There is no such presentation, or the account cannot see it." },
  words: ["read", "get", "slide", "page"],
  docs: "https://developers.google.com/workspace/slides/api/reference/rest/v1/presentations.pages/get",
});
