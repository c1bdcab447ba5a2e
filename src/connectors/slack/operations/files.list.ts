import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName, user, userByName } from "../inputs.ts";
import { file } from "../outputs.ts";

export const filesList = defineOperation({
  id: "slack.files.list",
  title: "List files",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/files.list",
    body: "query",
  },
  input: z.strictObject({
    channel: channel.optional(),
    user: user.optional(),
    types: z
      .enum(["all", "spaces", "snippets", "images", "gdocs", "zips", "pdfs"])
      .optional()
      .describe("Kind of file; all where left out"),
    ts_from: z.string().optional().describe("Only files since this time, in Unix seconds as text"),
    ts_to: z.string().optional().describe("Only files until this time, in Unix seconds as text"),
    count: z.number().int().min(1).max(1000).optional().describe("How many to get, at most 1000"),
    page: z.number().int().min(1).optional().describe("Number of the page, the first is 1"),
  }),
  output: z.looseObject({
    files: z.array(file),
    paging: z.looseObject({ page: z.number(), pages: z.number(), total: z.number() }).nullish(),
  }),
  scopes: { bot: [["files:read"]], user: [["files:read"]] },
  lookups: { channel: channelByName, user: userByName },
  rateLimit: { class: "tier 3" },
  repeatable: true,
  errors: {
    user_not_found: "Nobody in the workspace has this name or id.",
  },
  words: ["files", "documents", "images", "uploads", "attachments", "list", "show"],
  docs: "https://docs.slack.dev/reference/methods/files.list",
});
