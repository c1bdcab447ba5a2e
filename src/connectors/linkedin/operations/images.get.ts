import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs } from "../inputs.ts";

export const imagesGet = defineOperation({
  id: "linkedin.images.get",
  title: "Check an uploaded picture",
  kind: "read",
  request: { method: "GET", host, path: "/rest/images/{imageUrn}", body: "json" },
  input: z.strictObject({
    imageUrn: z.string().min(1).describe("URN of the picture (urn:li:image:…)"),
  }),
  output: z.looseObject({ id: z.string(), owner: z.string().nullish(), status: z.string() }),
  scopes: needs("r_organization_social", "w_organization_social", "r_member_social"),

  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["picture", "image", "status", "ready"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api",
});
