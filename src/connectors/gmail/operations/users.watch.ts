import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersWatch = defineOperation({
  id: "gmail.users.watch",
  title: "Start mailbox notifications",
  kind: "write",
  effect: { words: "Start mailbox notifications" },
  request: {
    method: "POST",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/watch",
    body: "json",
  },
  input: z.strictObject({
    topicName: z.string().min(1).describe("Pub/Sub topic, as projects/PROJECT/topics/TOPIC"),
    labelIds: z.array(z.string()).min(1).optional().describe("Ids of the labels to watch"),
    labelFilterBehavior: z
      .enum(["include", "exclude"])
      .optional()
      .describe("Whether those labels are the ones to watch, or not"),
  }),
  output: z.looseObject({ historyId: z.string(), expiration: z.string().nullish() }),
  scopes: anyOf("gmail.metadata", "gmail.readonly", "mail.google.com", "gmail.modify"),
  rateLimit: { class: "units", units: 100 },
  repeatable: true,
  words: ["watch", "notify", "push", "subscribe", "mailbox"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users/watch",
});
