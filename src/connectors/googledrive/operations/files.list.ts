import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileDetails } from "../inputs.ts";
import { folderByName } from "../lookups.ts";

export const filesList = defineOperation({
  id: "googledrive.files.list",
  title: "Find files",
  kind: "read",
  request: { method: "GET", host: "www.googleapis.com", path: "/drive/v3/files", body: "query" },
  input: z.strictObject({
    name: z.string().optional().describe("Words in the name, each from its beginning"),
    folderId: z.string().optional().describe("Folder to look in, by name or id"),
    mimeType: z.string().optional().describe("Type of the files, such as application/pdf"),
    q: z.string().optional().describe("Further conditions in the query language of Drive"),
    orderBy: z.string().optional().describe("Order, such as modifiedTime desc, name or folder"),
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 1000 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    files: z.array(fileDetails).nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive"),
  lookups: { folderId: folderByName() },
  codeHelper: "searchFiles",
  codeParts: ["driveFile"],
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "files",
    pageSize: "pageSize",
    maxPageSize: 1000,
  },
  names: { list: "files", id: "id", name: ["name"] },
  rateLimit: { class: "units", units: 100 },
  repeatable: true,
  errors: {
    invalid: "The query is not one that Drive reads.",
    badRequest: "A search of the text comes in Drive's own order: leave the order out.",
  },
  words: ["find", "search", "list", "files", "documents", "folder", "drive"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list",
});
