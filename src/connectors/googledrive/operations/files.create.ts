import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { creators, fileDetails } from "../inputs.ts";
import { folderByName } from "../lookups.ts";

export const filesCreate = defineOperation({
  id: "googledrive.files.create",
  title: "Create or upload a file or folder",
  kind: "write",
  effect: { words: "Create {#file}[: {name}]" },
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/drive/v3/files",
    also: [
      { method: "POST", path: "/upload/drive/v3/files" },
      { method: "PUT", path: "/upload/drive/v3/files" },
    ],
    body: "json",
  },
  input: z.strictObject({
    name: z.string().min(1).describe("Name of the file"),
    isFolder: z.boolean().optional().describe("Whether to make a folder"),
    content: z.string().optional().describe("Text to put into the file"),
    contentBase64: z.string().optional().describe("Content as base64, for what is not text"),
    mimeType: z.string().optional().describe("Type of the file; text/plain for text"),
    parents: z.string().optional().describe("Folder to put it into, by name or id"),
    description: z.string().optional().describe("What the file is"),
  }),
  output: fileDetails,
  scopes: anyOf("drive.file", "drive"),
  scopesWhen: [
    { input: "parents", from: creators, scopes: anyOf("drive.file", "drive") },
    { input: "parents", matches: "^root$", scopes: anyOf("drive.file", "drive") },
    { input: "parents", given: true, scopes: anyOf("drive") },
  ],
  lookups: { parents: folderByName() },
  codeHelper: "createFile",
  codeParts: ["driveFile", "sendContent"],
  madeUp: {
    headers: { location: "https://www.googleapis.com/upload/drive/v3/files?upload_id={id}" },
  },
  rateLimit: { class: "units", units: 50 },
  oneOf: [["content", "contentBase64", "isFolder"]],
  repeatable: false,
  errors: {
    storageQuotaExceeded: "The Drive is full.",
    parentNotAFolder: "What was named as the folder is a file.",
    insufficientParentPermissions: "The account may only read that folder.",
    notFound: "There is no such folder, or the account cannot see it.",
  },
  words: ["create", "upload", "save", "store", "make", "new", "file", "folder"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/create",
});
