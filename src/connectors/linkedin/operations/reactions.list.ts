import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { entityUrn, errors, host, pagination, paging, readingFeed } from "../inputs.ts";
import { reactions } from "../outputs.ts";

export const reactionsList = defineOperation({
  id: "linkedin.reactions.list",
  title: "Read the reactions on a post",
  kind: "read",
  request: {
    method: "GET",
    host,
    path: "/rest/reactions/(entity:{entityUrn})",
    fixedQuery: { q: "entity" },
    body: "json",
  },
  input: z.strictObject({ entityUrn, ...paging }),
  output: reactions,
  scopes: readingFeed,
  codeHelper: "listReactions",
  codeParts: ["urnIn", "linkedinPage"],
  pagination,
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["reactions", "likes", "list", "liked"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/reactions-api",
});
