import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { creators, fileDetails, fileId } from "../inputs.ts";
import { fileByName, folderByName } from "../lookups.ts";

export const filesCopy = defineOperation({
  id: "googledrive.files.copy",
  title: "Copy a file",
  kind: "write",
  effect: { words: "Copy the file {fileId}[ as {name}]" },
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
  output: fileDetails,
  scopes: anyOf("drive"),
  scopesWhen: [
    // A folder that the person has; a file and a folder of the flow's own are not told apart.
    { input: "parents", given: true, scopes: anyOf("drive") },
    { input: "fileId", from: creators, scopes: anyOf("drive.file", "drive") },
  ],
  lookups: { fileId: fileByName(), parents: folderByName() },
  codeHelper: "copyFile",
  codeParts: ["driveFile"],
  errors: {
    cannotCopyFile: "Folders cannot be copied, and owners can forbid copies of a file.",
    notFound: "There is no such file, or the account cannot see it.",
  },
  rateLimit: { class: "units", units: 50 },
  repeatable: false,
  words: ["copy", "duplicate", "template", "file"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/copy",
});
