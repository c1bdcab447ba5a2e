import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { fileId } from "../inputs.ts";

export const filesDelete = defineOperation({
  id: "googledrive.files.delete",
  title: "Delete a file for good",
  kind: "destructive",
  request: {
    method: "DELETE",
    host: "www.googleapis.com",
    path: "/drive/v3/files/{fileId}",
    fixedQuery: { supportsAllDrives: "true" },
    body: "query",
  },
  input: z.strictObject({ fileId }),
  output: z.looseObject({}),
  scopes: anyOf("drive.file", "drive"),
  scopesWhen: [
    {
      input: "fileId",
      from: [
        "googledrive.files.create",
        "googledrive.files.copy",
        "googledocs.documents.create",
        "googlesheets.spreadsheets.create",
        "googleslides.presentations.create",
        "googleforms.forms.create",
      ],
      scopes: anyOf("drive.file", "drive"),
    },
    { input: "fileId", given: true, scopes: anyOf("drive") },
  ],
  lookups: { fileId: fileByName() },
  rateLimit: "50 of 325,000 quota units a minute and user",
  repeatable: true,
  words: ["delete", "erase", "remove", "file", "folder"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/delete",
});
