import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { actsAs, actor, entityUrn, errors, host, taking, takingAsPage } from "../inputs.ts";
import { done } from "../outputs.ts";

export const reactionsDelete = defineOperation({
  id: "linkedin.reactions.delete",
  title: "Take a reaction back",
  kind: "destructive",
  effect: { words: "Take {#reaction} to {entityUrn|post} back" },
  request: {
    method: "DELETE",
    host,
    path: "/rest/reactions/(actor:{actorUrn},entity:{entityUrn})",
    body: "json",
  },
  input: z.strictObject({ entityUrn, actorUrn: actor }),
  output: done,
  scopes: taking,
  scopesWhen: actsAs("actorUrn", taking, takingAsPage),
  alsoCalls: [{ operation: "linkedin.userinfo" }],
  codeHelper: "takeReactionBack",
  codeParts: ["urnIn", "myUrn"],
  rateLimit: { class: "calls" },
  repeatable: true,
  errors,
  words: ["unlike", "reaction", "remove"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/reactions-api",
});
