import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { folderByName } from "../../googledrive/lookups.ts";

export const filesList = defineOperation({
  id: "googledrive.files.list",
  title: "Find files",
  kind: "read",
  request: { method: "GET", host: "www.googleapis.com", path: "/drive/v3/files", body: "query" },
  input: z.strictObject({
    name: z.string().optional().describe("Words in the name"),
    folderId: z.string().optional().describe("Folder to look in, by name or id"),
    mimeType: z.string().optional().describe("Type of the files, such as application/pdf"),
    q: z.string().optional().describe("Further conditions in the query language of Drive"),
    orderBy: z.string().optional().describe("Order, such as modifiedTime desc"),
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 1000 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    files: z
      .array(
        z.looseObject({
          id: z.string(),
          name: z.string().nullish(),
          mimeType: z.string().nullish(),
          webViewLink: z.string().nullish(),
          modifiedTime: z.string().nullish(),
          size: z.string().nullish(),
          parents: z.array(z.string()).nullish(),
        }),
      )
      .nullish(),
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
  rateLimit: "100 of 325,000 quota units a minute and user",
  repeatable: true,
  errors: { invalid: "The query is not one that Drive reads." },
  words: ["find", "search", "list", "files", "documents", "folder", "drive"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list",
});
