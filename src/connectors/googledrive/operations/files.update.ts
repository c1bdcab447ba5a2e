import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { fileId } from "../inputs.ts";

export const filesUpdate = defineOperation({
  id: "googledrive.files.update",
  title: "Change a file's name, content or folder",
  kind: "write",
  request: {
    method: "PATCH",
    host: "www.googleapis.com",
    path: "/drive/v3/files/{fileId}",
    also: [
      { method: "PATCH", path: "/upload/drive/v3/files/{fileId}" },
      { method: "PUT", path: "/upload/drive/v3/files/{fileId}" },
    ],
    body: "json",
  },
  input: z.strictObject({
    fileId,
    name: z.string().optional().describe("New name of the file"),
    content: z.string().optional().describe("New text of the file"),
    contentBase64: z.string().optional().describe("New content as base64"),
    mimeType: z.string().optional().describe("Type of the new content"),
    description: z.string().optional().describe("New description"),
    trashed: z.boolean().optional().describe("Whether it is in the trash"),
    addParents: z.string().optional().describe("Id of the folder to move it to"),
    removeParents: z.string().optional().describe("Id of the folder to move it from"),
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
  scopes: anyOf("drive.file", "drive.metadata", "drive"),
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
      scopes: anyOf("drive.file", "drive.metadata", "drive"),
    },
    { input: "content", given: true, scopes: anyOf("drive") },
    { input: "contentBase64", given: true, scopes: anyOf("drive") },
    { input: "addParents", given: true, scopes: anyOf("drive") },
    { input: "removeParents", given: true, scopes: anyOf("drive") },
    { input: "fileId", given: true, scopes: anyOf("drive.metadata", "drive") },
  ],
  lookups: { fileId: fileByName() },
  codeHelper: "changeFile",
  codeParts: ["driveFile", "sendContent"],
  rateLimit: "50 of 325,000 quota units a minute and user",
  repeatable: true,
  words: ["rename", "move", "change", "update", "trash", "file"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/update",
});
