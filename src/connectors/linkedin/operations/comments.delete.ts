import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { actsAs, actor, entityUrn, errors, host, taking, takingAsPage } from "../inputs.ts";
import { done } from "../outputs.ts";

export const commentsDelete = defineOperation({
  id: "linkedin.comments.delete",
  title: "Delete a comment",
  kind: "destructive",
  effect: { words: "Delete {#comment} on {entityUrn|post}" },
  request: {
    method: "DELETE",
    host,
    path: "/rest/socialActions/{entityUrn}/comments/{commentId}",
    body: "json",
  },
  input: z.strictObject({
    entityUrn,
    commentId: z.string().min(1).describe("Id of the comment"),
    actor,
  }),
  output: done,
  scopes: taking,
  scopesWhen: actsAs("actor", taking, takingAsPage),
  codeHelper: "deletePostComment",
  codeParts: ["urnIn"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["delete", "remove", "comment"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api",
});
