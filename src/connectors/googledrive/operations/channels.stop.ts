import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const channelsStop = defineOperation({
  id: "googledrive.channels.stop",
  title: "Stop file-change notifications",
  kind: "write",
  effect: { words: "Stop notifications" },
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/drive/v3/channels/stop",
    body: "json",
  },
  input: z.strictObject({
    id: z.string().min(1).describe("Id of the channel"),
    resourceId: z.string().min(1).describe("Resource id that the watch answered"),
  }),
  output: z.looseObject({}),
  scopes: anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive"),
  rateLimit: { class: "units", units: 5 },
  repeatable: true,
  words: ["stop", "notifications", "channel", "unsubscribe", "files"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/channels/stop",
});
