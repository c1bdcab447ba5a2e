import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { creators, fileId } from "../inputs.ts";
import { fileByName } from "../lookups.ts";

export const filesDelete = defineOperation({
  id: "googledrive.files.delete",
  title: "Delete a file or folder for good",
  kind: "destructive",
  effect: { words: "Delete the file {fileId} for good" },
  request: {
    method: "DELETE",
    host: "www.googleapis.com",
    path: "/drive/v3/files/{fileId}",
    fixedQuery: { supportsAllDrives: "true" },
    body: "query",
  },
  input: z.strictObject({ fileId }),
  output: z.looseObject({}),
  scopes: anyOf("drive"),
  scopesWhen: [{ input: "fileId", from: creators, scopes: anyOf("drive.file", "drive") }],
  lookups: { fileId: fileByName() },
  errors: {
    insufficientFilePermissions: "Only the owner deletes a file.",
    notFound: "There is no such file, or it is deleted already.",
  },
  rateLimit: { class: "units", units: 50 },
  repeatable: true,
  words: ["delete", "erase", "remove", "file", "folder"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/delete",
});
