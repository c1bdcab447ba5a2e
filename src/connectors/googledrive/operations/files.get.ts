import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { creators, fileDetails, fileId } from "../inputs.ts";
import { fileByName } from "../lookups.ts";

export const filesGet = defineOperation({
  id: "googledrive.files.get",
  title: "Read a file's details or content",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/drive/v3/files/{fileId}",
    body: "query",
  },
  input: z.strictObject({
    fileId,
    download: z.boolean().optional().describe("Whether to read the content too"),
  }),
  output: fileDetails.extend({
    content: z.string().nullish(),
    contentBase64: z.string().nullish(),
  }),
  // the file itself, where its content is asked for
  answer: z.unknown(),
  scopes: anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive"),
  scopesWhen: [
    {
      input: "fileId",
      from: creators,
      scopes: anyOf(
        "drive.file",
        "drive.metadata.readonly",
        "drive.metadata",
        "drive.readonly",
        "drive",
      ),
    },
    {
      input: "download",
      matches: "^false$",
      scopes: anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive"),
    },
    // Scopes for details never give content. https://developers.google.com/workspace/drive/api/guides/api-specific-auth
    { input: "download", given: true, scopes: anyOf("drive.readonly", "drive") },
  ],
  lookups: { fileId: fileByName() },
  codeHelper: "readFile",
  codeParts: ["contentOf", "driveFile"],
  names: { list: "", id: "id", name: ["name"] },
  rateLimit: { class: "units", units: 5 },
  repeatable: true,
  errors: {
    fileNotDownloadable: "A Google document has no bytes of its own. Export it.",
    notFound: "There is no such file, or the account cannot see it.",
  },
  words: ["read", "get", "download", "open", "file", "details", "content"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/get",
});
