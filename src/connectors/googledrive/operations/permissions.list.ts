import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { creators, fileId } from "../inputs.ts";
import { fileByName } from "../lookups.ts";

// Without the mask addresses are left out.
export const permissionsList = defineOperation({
  id: "googledrive.permissions.list",
  title: "See who a file is shared with",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/drive/v3/files/{fileId}/permissions",
    fixedQuery: {
      supportsAllDrives: "true",
      fields: "permissions(id,type,role,emailAddress),nextPageToken",
    },
    body: "query",
  },
  input: z.strictObject({
    fileId,
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 100 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    permissions: z
      .array(
        z.looseObject({
          id: z.string(),
          type: z.string().nullish(),
          role: z.string().nullish(),
          emailAddress: z.string().nullish(),
        }),
      )
      .nullish(),
    nextPageToken: z.string().nullish(),
  }),
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
  ],
  lookups: { fileId: fileByName() },
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "permissions",
    pageSize: "pageSize",
    maxPageSize: 100,
  },
  errors: { insufficientFilePermissions: "Only whoever can edit the file sees who has access." },
  rateLimit: { class: "units", units: 100 },
  repeatable: true,
  words: ["shared", "who", "access", "permissions", "list", "file"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/list",
});
