import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersLabelsCreate = defineOperation({
  id: "gmail.users.labels.create",
  title: "Create a label",
  kind: "write",
  effect: { words: "Create the label {name}" },
  request: {
    method: "POST",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/labels",
    body: "json",
  },
  input: z.strictObject({
    name: z.string().min(1).describe("Name of the label; a slash makes it a label below another"),
    labelListVisibility: z
      .enum(["labelShow", "labelShowIfUnread", "labelHide"])
      .optional()
      .describe("Whether it is shown among the labels"),
    messageListVisibility: z.enum(["show", "hide"]).optional().describe("Whether emails show it"),
  }),
  output: z.looseObject({ id: z.string(), name: z.string() }),
  scopes: anyOf("gmail.labels", "mail.google.com", "gmail.modify"),
  rateLimit: { class: "units", units: 5 },
  repeatable: false,
  errors: { "409": "There is a label of this name already." },
  words: ["create", "add", "make", "new", "label"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.labels/create",
});
