import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, image } from "../inputs.ts";

export const imagesUpload = defineOperation({
  id: "linkedin.images.upload",
  title: "Send the bytes of a picture",
  kind: "write",
  effect: { words: "Send the bytes of {#picture}" },
  request: { method: "PUT", host: "www.linkedin.com", path: "/dms-uploads/*", body: "json" },
  input: z.strictObject({
    uploadUrl: z.string().describe("Where they go, from the start of the upload"),
    image,
  }),
  output: z.looseObject({ id: z.string() }),
  scopes: { user: [[]] },
  codeHelper: "sendBytes",
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["bytes", "raw upload"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api",
});
