import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const changesGetStartPageToken = defineOperation({
  id: "googledrive.changes.getStartPageToken",
  title: "Get the place from which to list changes",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/drive/v3/changes/startPageToken",
    fixedQuery: { supportsAllDrives: "true" },
    body: "query",
  },
  input: z.strictObject({}),
  output: z.looseObject({ startPageToken: z.string() }),
  scopes: anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive"),
  rateLimit: { class: "units", units: 5 },
  repeatable: true,
  words: ["changes", "start", "token", "watch"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/changes/getStartPageToken",
});
