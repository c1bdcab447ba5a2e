import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const presentationsCreate = defineOperation({
  id: "googleslides.presentations.create",
  title: "Create a presentation",
  kind: "write",
  effect: { words: "Create the presentation {title|presentation}" },
  request: {
    method: "POST",
    host: "slides.googleapis.com",
    path: "/v1/presentations",
    body: "json",
  },
  input: z.strictObject({ title: z.string().min(1).describe("Title of the presentation") }),
  output: z.looseObject({
    presentationId: z.string(),
    title: z.string().nullish(),
    slides: z.array(z.looseObject({ objectId: z.string() })).nullish(),
  }),
  scopes: anyOf("drive.file", "presentations", "drive"),
  rateLimit: { class: "writes" },
  repeatable: false,
  words: ["create", "new", "make", "presentation", "deck", "slides"],
  docs: "https://developers.google.com/workspace/slides/api/reference/rest/v1/presentations/create",
});
