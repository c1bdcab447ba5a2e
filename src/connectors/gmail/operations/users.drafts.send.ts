import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersDraftsSend = defineOperation({
  id: "gmail.users.drafts.send",
  title: "Send a saved draft",
  kind: "write",
  effect: { words: "Send {#draft}" },
  request: {
    method: "POST",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/drafts/send",
    body: "json",
  },
  input: z.strictObject({ id: z.string().min(1).describe("Id of the draft") }),
  output: z.looseObject({
    id: z.string(),
    threadId: z.string().nullish(),
    labelIds: z.array(z.string()).nullish(),
  }),
  scopes: anyOf("gmail.compose", "mail.google.com", "gmail.modify"),
  rateLimit: { class: "units", units: 100 },
  repeatable: true,
  words: ["send", "draft", "email"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.drafts/send",
});
