import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const spacesCreate = defineOperation({
  id: "googlemeet.spaces.create",
  title: "Create a meeting link",
  kind: "write",
  effect: { words: "Create {#meeting link}" },
  request: {
    method: "POST",
    host: "meet.googleapis.com",
    path: "/v2/spaces",
    places: { accessType: "config.accessType", entryPointAccess: "config.entryPointAccess" },
    body: "json",
  },
  input: z.strictObject({
    accessType: z
      .enum(["OPEN", "TRUSTED", "RESTRICTED"])
      .optional()
      .describe("Who can join without asking"),
    entryPointAccess: z
      .enum(["ALL", "CREATOR_APP_ONLY"])
      .optional()
      .describe("From where one can join"),
  }),
  output: z.looseObject({
    name: z.string(),
    meetingUri: z.string(),
    meetingCode: z.string().nullish(),
  }),
  scopes: anyOf("meetings.space.created"),
  rateLimit: { class: "new spaces" },
  repeatable: false,
  words: ["create", "new", "make", "meeting", "link", "call", "video"],
  docs: "https://developers.google.com/workspace/meet/api/reference/rest/v2/spaces/create",
});
