import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { actsAs, author, errors, host, postUrn, posting, postingAsPage } from "../inputs.ts";
import { done } from "../outputs.ts";

export const postsUpdate = defineOperation({
  id: "linkedin.posts.update",
  title: "Change the text of a post",
  kind: "write",
  effect: {
    words: "Change the text of the post {postUrn}",
    at: { commentary: "patch.$set.commentary" },
    shows: "commentary",
  },
  request: { method: "POST", host, path: "/rest/posts/{postUrn}", body: "json" },
  input: z.strictObject({
    postUrn,
    commentary: z.string().max(3000).describe("The new text; pictures and cards stay"),
    author,
  }),
  output: done,
  scopes: posting,
  scopesWhen: actsAs("author", posting, postingAsPage),
  codeHelper: "changePost",
  codeParts: ["urnIn", "littleText"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["edit", "change", "update", "text", "post", "correct"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
});
