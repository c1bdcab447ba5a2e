import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { actsAs, author, errors, host, image, posting, postingAsPage } from "../inputs.ts";

export const imagesInitializeUpload = defineOperation({
  id: "linkedin.images.initializeUpload",
  title: "Upload a picture",
  kind: "write",
  effect: { words: "Upload {#picture}" },
  request: {
    method: "POST",
    host,
    path: "/rest/images",
    fixedQuery: { action: "initializeUpload" },
    body: "json",
  },
  input: z.strictObject({ image, author }),
  output: z.looseObject({ image: z.string() }),
  answer: z.looseObject({ value: z.looseObject({ uploadUrl: z.string(), image: z.string() }) }),
  scopes: posting,
  scopesWhen: actsAs("author", posting, postingAsPage),
  alsoCalls: [{ operation: "linkedin.userinfo" }, { operation: "linkedin.images.upload" }],
  codeHelper: "savePicture",
  codeParts: ["myUrn", "uploadImage"],
  madeUp: {
    body: {
      value: { uploadUrl: "https://www.linkedin.com/dms-uploads/{id}", image: "urn:li:image:{id}" },
    },
  },
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["picture", "photo", "image", "upload"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api",
});
