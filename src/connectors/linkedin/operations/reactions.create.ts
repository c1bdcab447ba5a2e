import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { actsAs, actor, entityUrn, errors, host, taking, takingAsPage } from "../inputs.ts";

export const reactionsCreate = defineOperation({
  id: "linkedin.reactions.create",
  title: "React to a post",
  kind: "write",
  effect: {
    words: "React to {entityUrn|post}[ with {reactionType|kind of reaction}]",
    at: { entityUrn: "root" },
  },
  request: { method: "POST", host, path: "/rest/reactions", body: "json" },
  input: z.strictObject({
    entityUrn,
    reactionType: z
      .enum(["LIKE", "PRAISE", "EMPATHY", "INTEREST", "APPRECIATION", "ENTERTAINMENT"])
      .optional()
      .describe(
        "LIKE where it is not given; PRAISE celebrates, EMPATHY loves, INTEREST is insightful, APPRECIATION supports, ENTERTAINMENT is funny",
      ),
    actor,
  }),
  output: z.looseObject({ id: z.string(), reactionType: z.string() }),
  scopes: taking,
  scopesWhen: actsAs("actor", taking, takingAsPage),
  alsoCalls: [{ operation: "linkedin.userinfo" }],
  codeHelper: "reactToPost",
  codeParts: ["urnIn", "myUrn"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["like", "react", "reaction", "celebrate"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/reactions-api",
});
