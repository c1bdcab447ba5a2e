import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const spacesEndActiveConference = defineOperation({
  id: "googlemeet.spaces.endActiveConference",
  title: "End a running meeting",
  kind: "destructive",
  effect: { words: "End the meeting in {name|meeting space}" },
  request: {
    method: "POST",
    host: "meet.googleapis.com",
    path: "/v2/{+name}:endActiveConference",
    resources: { name: "spaces/*" },
    body: "json",
  },
  input: z.strictObject({
    name: z.string().min(1).describe("Meeting space: its name or its code"),
  }),
  output: z.looseObject({}),
  scopes: anyOf("meetings.space.created"),
  rateLimit: { class: "writes" },
  repeatable: false,
  errors: { failedPrecondition: "Nobody is in the meeting." },
  words: ["end", "stop", "close", "meeting", "call"],
  docs: "https://developers.google.com/workspace/meet/api/reference/rest/v2/spaces/endActiveConference",
});
