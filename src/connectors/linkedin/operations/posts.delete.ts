import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { actsAs, author, errors, host, postUrn, posting, postingAsPage } from "../inputs.ts";
import { done } from "../outputs.ts";

export const postsDelete = defineOperation({
  id: "linkedin.posts.delete",
  title: "Delete a post",
  kind: "destructive",
  effect: { words: "Delete the post {postUrn}" },
  request: { method: "DELETE", host, path: "/rest/posts/{postUrn}", body: "json" },
  input: z.strictObject({ postUrn, author }),
  output: done,
  scopes: posting,
  scopesWhen: actsAs("author", posting, postingAsPage),
  codeHelper: "deletePost",
  codeParts: ["urnIn"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["delete", "remove", "post"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
});
