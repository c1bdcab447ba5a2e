import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const changesList = defineOperation({
  id: "googledrive.changes.list",
  title: "List changed files",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/drive/v3/changes",
    fixedQuery: { includeItemsFromAllDrives: "true", supportsAllDrives: "true" },
    body: "query",
  },
  input: z.strictObject({
    pageToken: z.string().min(1).describe("Where to start, from changes.getStartPageToken"),
    includeRemoved: z.boolean().optional().describe("Whether removed files count too"),
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 1000 are read page by page"),
  }),
  output: z.looseObject({
    changes: z
      .array(
        z.looseObject({
          fileId: z.string().nullish(),
          removed: z.boolean().nullish(),
          file: z
            .looseObject({
              id: z.string(),
              name: z.string().nullish(),
              mimeType: z.string().nullish(),
              webViewLink: z.string().nullish(),
              modifiedTime: z.string().nullish(),
              size: z.string().nullish(),
              parents: z.array(z.string()).nullish(),
            })
            .nullish(),
        }),
      )
      .nullish(),
    newStartPageToken: z.string().nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive"),
  rateLimit: "100 of 325,000 quota units a minute and user",
  repeatable: true,
  words: ["changes", "changed", "new", "files", "since"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/changes/list",
});
