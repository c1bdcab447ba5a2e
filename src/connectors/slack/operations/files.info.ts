import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { file } from "../outputs.ts";

export const filesInfo = defineOperation({
  id: "slack.files.info",
  title: "Read about a file",
  kind: "read",
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/files.info",
    body: "query",
  },
  input: z.strictObject({ file: z.string().min(1).describe("Id of the file (F…)") }),
  output: z.looseObject({
    file: file.extend({
      mimetype: z.string().nullish(),
      user: z.string().nullish(),
      url_private_download: z.string().nullish(),
      channels: z.array(z.string()).nullish(),
    }),
  }),
  scopes: { bot: [["files:read"]], user: [["files:read"]] },
  rateLimit: { class: "tier 4" },
  repeatable: true,
  errors: {
    file_not_found: "There is no such file, or the app cannot see it.",
    file_deleted: "The file was deleted.",
  },
  words: ["file", "about", "details", "info", "size", "document"],
  docs: "https://docs.slack.dev/reference/methods/files.info",
});
