import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const spacesPatch = defineOperation({
  id: "googlemeet.spaces.patch",
  title: "Change the settings of a meeting space",
  kind: "write",
  effect: { words: "Change the settings of {name|meeting space}" },
  request: {
    method: "PATCH",
    host: "meet.googleapis.com",
    path: "/v2/{+name}",
    resources: { name: "spaces/*" },
    places: { accessType: "config.accessType" },
    fixedQuery: { updateMask: "config.accessType" },
    body: "json",
  },
  input: z.strictObject({
    name: z.string().min(1).describe("Meeting space: its name or its code"),
    accessType: z.enum(["OPEN", "TRUSTED", "RESTRICTED"]).describe("Who can join without asking"),
  }),
  output: z.looseObject({
    name: z.string(),
    config: z.looseObject({ accessType: z.string().nullish() }).nullish(),
  }),
  scopes: anyOf("meetings.space.settings"),
  scopesWhen: [
    {
      input: "name",
      from: ["googlemeet.spaces.create"],
      scopes: anyOf("meetings.space.created", "meetings.space.settings"),
    },
  ],
  rateLimit: { class: "writes" },
  repeatable: true,
  words: ["change", "settings", "access", "meeting", "space"],
  docs: "https://developers.google.com/workspace/meet/api/reference/rest/v2/spaces/patch",
});
