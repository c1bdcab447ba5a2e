import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const settingsGet = defineOperation({
  id: "googlecalendar.settings.get",
  title: "Read a calendar setting (such as timezone)",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/calendar/v3/users/me/settings/{setting}",
    body: "query",
  },
  input: z.strictObject({
    setting: z.string().min(1).describe("Name of the setting, such as timezone"),
  }),
  output: z.looseObject({ id: z.string(), value: z.string() }),
  scopes: anyOf("calendar.settings.readonly", "calendar.readonly", "calendar"),
  rateLimit: { class: "calls" },
  repeatable: true,
  words: ["setting", "time zone", "timezone", "preferences"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/settings/get",
});
