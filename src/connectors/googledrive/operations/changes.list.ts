import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { fileDetails } from "../inputs.ts";

export const changesList = defineOperation({
  id: "googledrive.changes.list",
  title: "List changed files",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/drive/v3/changes",
    fixedQuery: {
      includeItemsFromAllDrives: "true",
      supportsAllDrives: "true",
      // Without a mask a file has four members.
      fields:
        "changes(fileId,removed,time,file(id,name,mimeType,webViewLink,modifiedTime,size,parents)),newStartPageToken,nextPageToken",
    },
    body: "query",
  },
  input: z.strictObject({
    pageToken: z.string().min(1).describe("Where to start, from changes.getStartPageToken"),
    includeRemoved: z
      .boolean()
      .optional()
      .describe("Whether removed files are told too; they are if left out"),
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
          time: z.string().nullish(),
          file: fileDetails.nullish(),
        }),
      )
      .nullish(),
    newStartPageToken: z.string().nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive"),
  rateLimit: { class: "units", units: 100 },
  repeatable: true,
  words: ["changes", "changed", "new", "files", "since"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/changes/list",
});
