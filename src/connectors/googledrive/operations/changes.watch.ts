import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const changesWatch = defineOperation({
  id: "googledrive.changes.watch",
  title: "Start file-change notifications",
  kind: "write",
  effect: { words: "Start notifications about changed files" },
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/drive/v3/changes/watch",
    query: ["pageToken"],
    body: "json",
  },
  input: z.strictObject({
    pageToken: z.string().min(1).describe("Where to start, from changes.getStartPageToken"),
    id: z.string().min(1).describe("Id of the channel, of your own"),
    type: z.enum(["web_hook"]).describe("How to notify"),
    address: z.string().min(1).describe("Https address that is notified"),
    token: z.string().optional().describe("Secret that comes back with each notification"),
    expiration: z.string().optional().describe("When it ends, in milliseconds since 1970"),
  }),
  output: z.looseObject({
    id: z.string(),
    resourceId: z.string(),
    expiration: z.string().nullish(),
  }),
  scopes: anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive"),
  rateLimit: { class: "units", units: 5 },
  repeatable: false,
  words: ["watch", "notify", "push", "changes", "files"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/changes/watch",
});
