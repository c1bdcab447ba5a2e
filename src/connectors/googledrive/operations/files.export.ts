import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { creators, fileId } from "../inputs.ts";
import { fileByName } from "../lookups.ts";

export const filesExport = defineOperation({
  id: "googledrive.files.export",
  title: "Export a Google file as PDF, DOCX or CSV",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/drive/v3/files/{fileId}/export",
    body: "query",
  },
  input: z.strictObject({
    fileId,
    mimeType: z.string().min(1).describe("Type to export as, such as application/pdf or text/csv"),
  }),
  output: z.looseObject({ content: z.string().nullish(), contentBase64: z.string().nullish() }),
  // the file itself, where its content is asked for
  answer: z.unknown(),
  scopes: anyOf("drive.readonly", "drive"),
  scopesWhen: [
    {
      input: "fileId",
      from: creators,
      scopes: anyOf("drive.file", "drive.readonly", "drive"),
    },
  ],
  lookups: { fileId: fileByName() },
  codeHelper: "exportFile",
  codeParts: ["contentOf"],
  rateLimit: { class: "units", units: 200 },
  repeatable: true,
  errors: { exportSizeLimitExceeded: "Drive exports at most 10 MB." },
  words: ["export", "convert", "pdf", "docx", "csv", "download", "document"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export",
});
