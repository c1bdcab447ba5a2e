import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";

export const filesDelete = defineOperation({
  id: "slack.files.delete",
  title: "Delete a file",
  kind: "destructive",
  effect: { words: "Delete the file {file}" },
  request: { method: "POST", host: "slack.com", path: "/api/files.delete", body: "json" },
  input: z.strictObject({ file: z.string().min(1).describe("Id of the file (F…)") }),
  output: z.looseObject({}),
  scopes: { bot: [["files:write"]], user: [["files:write"]] },
  rateLimit: { class: "tier 3" },
  repeatable: false,
  errors: {
    file_not_found: "There is no such file, or the app cannot see it.",
    file_deleted: "The file is deleted already.",
    cant_delete_file: "Only who uploaded a file, or an admin, can delete it.",
  },
  words: ["delete", "remove", "file", "document", "upload"],
  docs: "https://docs.slack.dev/reference/methods/files.delete",
});
