import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors, host, needs, pagination, paging } from "../inputs.ts";
import { posts } from "../outputs.ts";

export const postsList = defineOperation({
  id: "linkedin.posts.list",
  title: "List the posts of a company page",
  kind: "read",
  request: { method: "GET", host, path: "/rest/posts", fixedQuery: { q: "author" }, body: "json" },
  input: z.strictObject({
    author: z.string().min(1).describe("URN of the company page or person whose posts these are"),
    sortBy: z
      .enum(["LAST_MODIFIED", "CREATED"])
      .optional()
      .describe("What the newest means: last changed, or created"),
    ...paging,
  }),
  output: posts,
  scopes: needs("r_organization_social"),
  scopesWhen: [{ input: "author", matches: "^urn:li:person:", scopes: needs("r_member_social") }],
  codeHelper: "listPosts",
  codeParts: ["linkedinPost", "linkedinPage", "readableText"],
  pagination,
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["posts", "company", "organization", "list", "recent", "latest"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
});
