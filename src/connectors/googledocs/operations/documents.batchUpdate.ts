import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileByName } from "../../googledrive/lookups.ts";
import { documentId } from "../inputs.ts";

export const documentsBatchUpdate = defineOperation({
  id: "googledocs.documents.batchUpdate",
  title: "Edit a document",
  kind: "write",
  effect: {
    words: "Edit the document {documentId}",
    at: { text: "requests.*.insertText.text" },
    shows: "text",
  },
  request: {
    method: "POST",
    host: "docs.googleapis.com",
    path: "/v1/documents/{documentId}:batchUpdate",
    body: "json",
  },
  input: z.strictObject({
    documentId,
    text: z.string().optional().describe("Text to add at the end of the document"),
    find: z.string().optional().describe("Text to replace wherever it stands"),
    replaceWith: z.string().optional().describe("What to put in its place"),
    requests: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .optional()
      .describe("Requests as the Docs API has them, for everything else"),
  }),
  output: z.looseObject({
    documentId: z.string(),
    replies: z
      .array(
        z.looseObject({
          replaceAllText: z.looseObject({ occurrencesChanged: z.number().nullish() }).nullish(),
        }),
      )
      .nullish(),
  }),
  scopes: anyOf("documents", "drive"),
  scopesWhen: [
    {
      input: "documentId",
      from: ["googledocs.documents.create", "googledrive.files.create", "googledrive.files.copy"],
      scopes: anyOf("drive.file", "documents", "drive"),
    },
  ],
  lookups: { documentId: fileByName("application/vnd.google-apps.document") },
  rateLimit: { class: "writes" },
  oneOf: [["text", "find", "requests"]],
  repeatable: false,
  errors: {
    invalidArgument: "A position lies outside the document.",
    notFound: "There is no such document, or the account cannot see it.",
  },
  words: ["edit", "append", "add", "replace", "insert", "fill", "document", "doc", "text"],
  docs: "https://developers.google.com/workspace/docs/api/reference/rest/v1/documents/batchUpdate",
});
