import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { actsAs, actor, entityUrn, errors, host, taking, takingAsPage } from "../inputs.ts";
import { comment } from "../outputs.ts";

export const commentsCreate = defineOperation({
  id: "linkedin.comments.create",
  title: "Comment on a post",
  kind: "write",
  effect: {
    words: "Post {#comment} on {entityUrn|post}",
    at: { text: "message.text" },
    shows: "text",
  },
  request: { method: "POST", host, path: "/rest/socialActions/{entityUrn}/comments", body: "json" },
  input: z.strictObject({
    entityUrn,
    text: z.string().min(1).max(1250).describe("Text of the comment"),
    actor,
  }),
  output: comment,
  scopes: taking,
  scopesWhen: actsAs("actor", taking, takingAsPage),
  alsoCalls: [{ operation: "linkedin.userinfo" }],
  codeHelper: "commentOnPost",
  codeParts: ["urnIn", "myUrn"],
  rateLimit: { class: "calls" },
  repeatable: false,
  errors,
  words: ["comment", "reply", "answer"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api",
});
