import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { folderByName } from "../../googledrive/lookups.ts";
import { fileId } from "../inputs.ts";

export const filesCopy = defineOperation({
  id: "googledrive.files.copy",
  title: "Copy a file",
  kind: "write",
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/drive/v3/files/{fileId}/copy",
    body: "json",
  },
  input: z.strictObject({
    fileId,
    name: z.string().optional().describe("Name of the copy"),
    parents: z.string().optional().describe("Folder for the copy, by name or id"),
  }),
  output: z.looseObject({
    id: z.string(),
    name: z.string().nullish(),
    mimeType: z.string().nullish(),
    webViewLink: z.string().nullish(),
    modifiedTime: z.string().nullish(),
    size: z.string().nullish(),
    parents: z.array(z.string()).nullish(),
  }),
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
  lookups: { fileId: fileByName(), parents: folderByName() },
  codeHelper: "copyFile",
  codeParts: ["driveFile"],
  rateLimit: "50 of 325,000 quota units a minute and user",
  repeatable: false,
  words: ["copy", "duplicate", "template", "file"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/copy",
});
