import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, postUrn } from "../inputs.ts";
import { post } from "../outputs.ts";

export const postsGet = defineOperation({
  id: "linkedin.posts.get",
  title: "Get a post",
  kind: "read",
  request: { method: "GET", host, path: "/rest/posts/{postUrn}", body: "json" },
  input: z.strictObject({ postUrn }),
  output: post,
  scopes: needs("r_organization_social", "r_member_social"),
  codeHelper: "readPost",
  codeParts: ["linkedinPost", "urnIn", "readableText"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["post", "read", "show"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
});
