import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { attachment } from "../inputs.ts";

export const usersMessagesSend = defineOperation({
  id: "gmail.users.messages.send",
  title: "Send an email",
  kind: "write",
  effect: { words: "Send {#email}[ to {to|recipient}]", email: "raw", shows: "subject" },
  request: {
    method: "POST",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/messages/send",
    also: [{ method: "POST", path: "/upload/gmail/v1/users/me/messages/send" }],
    body: "json",
  },
  input: z.strictObject({
    to: z.string().min(1).describe("Addresses to send to, with commas between them"),
    cc: z.string().optional().describe("Addresses that get a copy, with commas between them"),
    bcc: z
      .string()
      .optional()
      .describe("Addresses that get a hidden copy, with commas between them"),
    subject: z.string().optional().describe("Subject line"),
    body: z.string().optional().describe("Text of the email"),
    html: z.string().optional().describe("The email as HTML, beside or in place of the text"),
    replyTo: z.string().optional().describe("Address that answers go to"),
    threadId: z.string().optional().describe("Id of the conversation to answer in"),
    inReplyTo: z.string().optional().describe("Message-ID header of the email that is answered"),
    attachments: z.array(attachment).optional().describe("Files to attach"),
  }),
  output: z.looseObject({
    id: z.string(),
    threadId: z.string().nullish(),
    labelIds: z.array(z.string()).nullish(),
  }),
  scopes: anyOf("gmail.send", "gmail.compose", "mail.google.com", "gmail.modify"),
  codeHelper: "sendEmail",
  codeParts: ["mimeMessage"],
  rateLimit: { class: "units", units: 100 },
  oneOf: [["body", "html"]],
  repeatable: false,
  errors: {
    invalidArgument: "An address or header is not valid.",
    "429": "The account's daily sending limit is reached. Try again tomorrow.",
  },
  words: ["email", "mail", "send", "write", "reply", "notify"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.messages/send",
});
