import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { entityUrn, errors, host, pagination, paging, readingFeed } from "../inputs.ts";
import { comments } from "../outputs.ts";

export const commentsList = defineOperation({
  id: "linkedin.comments.list",
  title: "Read the comments on a post",
  kind: "read",
  request: { method: "GET", host, path: "/rest/socialActions/{entityUrn}/comments", body: "json" },
  input: z.strictObject({ entityUrn, ...paging }),
  output: comments,
  scopes: readingFeed,
  codeHelper: "listPostComments",
  codeParts: ["urnIn", "linkedinPage"],
  pagination,
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["comments", "replies", "list", "answers"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/comments-api",
});
