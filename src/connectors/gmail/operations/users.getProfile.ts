import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersGetProfile = defineOperation({
  id: "gmail.users.getProfile",
  title: "See which mailbox is connected",
  kind: "read",
  request: {
    method: "GET",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/profile",
    body: "query",
  },
  input: z.strictObject({}),
  output: z.looseObject({
    emailAddress: z.string(),
    messagesTotal: z.number().nullish(),
    threadsTotal: z.number().nullish(),
    historyId: z.string().nullish(),
  }),
  scopes: anyOf(
    "gmail.metadata",
    "gmail.readonly",
    "gmail.compose",
    "mail.google.com",
    "gmail.modify",
  ),
  rateLimit: { class: "units" },
  repeatable: true,
  words: ["profile", "mailbox", "address", "account"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users/getProfile",
});
