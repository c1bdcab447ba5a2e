import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const documentsCreate = defineOperation({
  id: "googledocs.documents.create",
  title: "Create a document",
  kind: "write",
  effect: { words: "Create the document {title|document}" },
  request: { method: "POST", host: "docs.googleapis.com", path: "/v1/documents", body: "json" },
  input: z.strictObject({ title: z.string().min(1).describe("Title of the document") }),
  output: z.looseObject({ documentId: z.string(), title: z.string().nullish() }),
  scopes: anyOf("drive.file", "documents", "drive"),
  rateLimit: { class: "writes" },
  repeatable: false,
  words: ["create", "new", "make", "write", "document", "doc"],
  docs: "https://developers.google.com/workspace/docs/api/reference/rest/v1/documents/create",
});
