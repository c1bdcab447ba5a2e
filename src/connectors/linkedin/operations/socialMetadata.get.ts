import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { entityUrn, errors, host, readingFeed } from "../inputs.ts";

export const socialMetadataGet = defineOperation({
  id: "linkedin.socialMetadata.get",
  title: "Count the reactions and comments of a post",
  kind: "read",
  request: { method: "GET", host, path: "/rest/socialMetadata/{entityUrn}", body: "json" },
  input: z.strictObject({ entityUrn }),
  output: z.looseObject({
    reactionSummaries: z.record(
      z.string(),
      z.looseObject({ reactionType: z.string(), count: z.number() }),
    ),
    commentSummary: z.looseObject({ count: z.number(), topLevelCount: z.number() }),
  }),
  scopes: readingFeed,
  codeHelper: "countReactions",
  codeParts: ["urnIn"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["count", "likes", "comments", "numbers", "engagement"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/social-metadata-api",
});
