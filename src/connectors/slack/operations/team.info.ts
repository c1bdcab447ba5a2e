import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

export const teamInfo = defineOperation({
  id: "slack.team.info",
  title: "Read about the workspace",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/team.info",
    body: "query",
  },
  input: z.strictObject({}),
  output: z.looseObject({
    team: z.looseObject({ id: z.string(), name: z.string(), domain: z.string().nullish() }),
  }),
  scopes: { bot: [["team:read"]], user: [["team:read"]] },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  words: ["workspace", "team", "company", "name", "domain", "about"],
  docs: "https://docs.slack.dev/reference/methods/team.info",
});
