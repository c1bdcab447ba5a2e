import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const channelsStop = defineOperation({
  id: "googlecalendar.channels.stop",
  title: "Stop notifications",
  kind: "write",
  effect: { words: "Stop notifications" },
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/calendar/v3/channels/stop",
    body: "json",
  },
  input: z.strictObject({
    id: z.string().min(1).describe("Id of the channel"),
    resourceId: z.string().min(1).describe("Resource id that the watch answered"),
  }),
  output: z.looseObject({}),
  scopes: anyOf(
    "calendar.events.owned.readonly",
    "calendar.events.readonly",
    "calendar.events.owned",
    "calendar.readonly",
    "calendar.events",
    "calendar",
  ),
  rateLimit: { class: "calls" },
  repeatable: true,
  words: ["stop", "notifications", "channel", "unsubscribe"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/channels/stop",
});
