import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const usersLabelsList = defineOperation({
  id: "gmail.users.labels.list",
  title: "List labels",
  kind: "read",
  request: {
    method: "GET",
    host: "gmail.googleapis.com",
    path: "/gmail/v1/users/me/labels",
    body: "query",
  },
  input: z.strictObject({}),
  output: z.looseObject({
    labels: z
      .array(z.looseObject({ id: z.string(), name: z.string(), type: z.string().nullish() }))
      .nullish(),
  }),
  scopes: anyOf(
    "gmail.labels",
    "gmail.metadata",
    "gmail.readonly",
    "mail.google.com",
    "gmail.modify",
  ),
  names: { list: "labels", id: "id", name: ["name"] },
  rateLimit: { class: "units" },
  repeatable: true,
  words: ["list", "labels", "show", "folders"],
  docs: "https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.labels/list",
});
