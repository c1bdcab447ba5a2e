import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { channel, channelByName, threadTs } from "../inputs.ts";

export const filesCompleteUploadExternal = defineOperation({
  id: "slack.files.completeUploadExternal",
  title: "Upload a file, last step: finish and share it",
  kind: "write",
  effect: {
    words: "Share {#uploaded file}[ in {channel_id}]",
    counts: "files",
    shows: "initial_comment",
  },
  request: {
    method: "POST",
    host: "slack.com",
    path: "/api/files.completeUploadExternal",
    body: "json",
  },
  input: z.strictObject({
    files: z
      .array(
        z.strictObject({
          id: z.string().describe("file_id of the first step"),
          title: z.string().optional().describe("Title to show"),
        }),
      )
      .min(1)
      .describe("The files to finish"),
    channel_id: channel.optional(),
    initial_comment: z.string().optional().describe("Message to share the file with"),
    thread_ts: threadTs,
  }),
  output: z.looseObject({
    files: z.array(
      z.looseObject({
        id: z.string(),
        title: z.string().nullish(),
        permalink: z.string().nullish(),
      }),
    ),
  }),
  scopes: { bot: [["files:write"]], user: [["files:write"]] },
  lookups: { channel_id: channelByName },
  rateLimit: { class: "tier 4" },
  repeatable: false,
  errors: {
    not_in_channel: "The app is not in this channel. Invite it with /invite.",
    file_not_found: "The upload lapsed or was finished already. Start again with the first step.",
  },
  words: ["upload", "file", "share", "attach", "document"],
  docs: "https://docs.slack.dev/reference/methods/files.completeUploadExternal",
});
