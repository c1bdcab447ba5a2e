import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { creators, fileDetails, fileId } from "../inputs.ts";
import { fileByName, folderByName } from "../lookups.ts";

export const filesUpdate = defineOperation({
  id: "googledrive.files.update",
  title: "Change a file's name, content or folder",
  kind: "write",
  effect: { words: "Change the file {fileId}" },
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
    addParents: z.string().optional().describe("Folder to move it to, by name or id"),
    removeParents: z.string().optional().describe("Folder to take it out of, by name or id"),
  }),
  output: fileDetails,
  scopes: anyOf("drive.metadata", "drive"),
  scopesWhen: [
    // A file of the flow's own goes into a folder that the person has.
    { input: "addParents", given: true, scopes: anyOf("drive") },
    { input: "fileId", from: creators, scopes: anyOf("drive.file", "drive") },
    { input: "content", given: true, scopes: anyOf("drive") },
    { input: "contentBase64", given: true, scopes: anyOf("drive") },
    { input: "removeParents", given: true, scopes: anyOf("drive") },
  ],
  lookups: { fileId: fileByName(), addParents: folderByName(), removeParents: folderByName() },
  codeHelper: "changeFile",
  codeParts: ["driveFile", "sendContent"],
  errors: {
    insufficientFilePermissions: "The account may only read this file, or is not its owner.",
    cannotAddParent: "A file is in one folder at most.",
    notFound: "There is no such file or folder, or the account cannot see it.",
  },
  madeUp: {
    headers: { location: "https://www.googleapis.com/upload/drive/v3/files/{id}?upload_id={id}" },
  },
  rateLimit: { class: "units", units: 50 },
  repeatable: true,
  words: ["rename", "move", "change", "update", "trash", "file"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/update",
});
