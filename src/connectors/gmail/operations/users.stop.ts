import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersStop = defineOperation({
  id: "gmail.users.stop",
  title: "Stop mailbox notifications",
  kind: "write",
  effect: { words: "Stop mailbox notifications" },
  request: {
    method: "POST",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/stop",
    body: "json",
  },
  input: z.strictObject({}),
  output: z.looseObject({}),
  scopes: anyOf("gmail.metadata", "gmail.readonly", "mail.google.com", "gmail.modify"),
  rateLimit: { class: "units", units: 50 },
  repeatable: true,
  words: ["stop", "unsubscribe", "notifications", "mailbox"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users/stop",
});
