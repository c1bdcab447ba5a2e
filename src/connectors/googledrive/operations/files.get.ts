import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { fileId } from "../inputs.ts";

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
  output: z.looseObject({
    id: z.string(),
    name: z.string().nullish(),
    mimeType: z.string().nullish(),
    webViewLink: z.string().nullish(),
    modifiedTime: z.string().nullish(),
    size: z.string().nullish(),
    parents: z.array(z.string()).nullish(),
    content: z.string().nullish(),
    contentBase64: z.string().nullish(),
  }),
  scopes: anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive"),
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
      scopes: anyOf(
        "drive.file",
        "drive.metadata.readonly",
        "drive.metadata",
        "drive.readonly",
        "drive",
      ),
    },
    { input: "download", matches: "^true$", scopes: anyOf("drive.readonly", "drive") },
  ],
  lookups: { fileId: fileByName() },
  codeHelper: "readFile",
  codeParts: ["contentOf", "driveFile"],
  rateLimit: "5 of 325,000 quota units a minute and user",
  repeatable: true,
  errors: {
    fileNotDownloadable: "A Google document has no bytes of its own. Export it.",
    notFound: "There is no such file, or the account cannot see it.",
  },
  words: ["read", "get", "download", "open", "file", "details", "content"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/get",
});
