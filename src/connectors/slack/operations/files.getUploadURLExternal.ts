import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

export const filesGetUploadUrlExternal = defineOperation({
  id: "slack.files.getUploadURLExternal",
  title: "Upload a file, first step: hand over its content",
  kind: "write",
  effect: { words: "Upload {#file}: {filename|name}" },
  request: {
    method: "GET",
    also: [{ method: "POST" }],
    host: "slack.com",
    path: "/api/files.getUploadURLExternal",
    body: "form",
  },
  input: z.strictObject({
    filename: z.string().min(1).describe("Name of the file, with its ending"),
    content: z.string().describe("Text content of the file; its length is computed"),
    alt_txt: z.string().max(1000).optional().describe("Description of an image for screen readers"),
  }),
  output: z.looseObject({ file_id: z.string(), upload_url: z.string() }),
  scopes: { bot: [["files:write"]], user: [["files:write"]] },
  // The bytes go to the address that the answer names, without a credential.
  uncredentialed: [{ method: "POST", host: "files.slack.com", path: "/upload/v1/*" }],
  codeHelper: "uploadFile",
  madeUp: { body: { upload_url: "https://files.slack.com/upload/v1/{id}" } },
  rateLimit: { class: "tier 4" },
  repeatable: true,
  errors: {
    file_uploads_disabled: "The workspace allows no uploads. Ask an admin.",
    storage_limit_reached: "The workspace has no storage left.",
  },
  words: ["upload", "file", "attach", "document"],
  docs: "https://docs.slack.dev/reference/methods/files.getUploadURLExternal",
});
