import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { documentId } from "../inputs.ts";

export const documentsGet = defineOperation({
  id: "googledocs.documents.get",
  title: "Read a document",
  kind: "read",
  request: {
    method: "GET",
    host: "docs.googleapis.com",
    path: "/v1/documents/{documentId}",
    body: "query",
  },
  input: z.strictObject({ documentId }),
  output: z.looseObject({
    documentId: z.string(),
    title: z.string(),
    text: z.string(),
    revisionId: z.string().nullish(),
  }),
  answer: z.looseObject({ documentId: z.string(), title: z.string() }),
  scopes: anyOf("documents.readonly", "documents", "drive.readonly", "drive"),
  scopesWhen: [
    {
      input: "documentId",
      from: ["googledocs.documents.create", "googledrive.files.create", "googledrive.files.copy"],
      scopes: anyOf("drive.file", "documents.readonly", "documents", "drive.readonly", "drive"),
    },
  ],
  lookups: { documentId: fileByName("application/vnd.google-apps.document") },
  codeHelper: "readDocument",
  names: { list: "", id: "documentId", name: ["title"] },
  rateLimit: { class: "reads" },
  repeatable: true,
  errors: { notFound: "There is no such document, or the account cannot see it." },
  words: ["read", "get", "open", "show", "document", "doc", "text", "content"],
  docs: "https://developers.google.com/workspace/docs/api/reference/rest/v1/documents/get",
});
