import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const spacesGet = defineOperation({
  id: "googlemeet.spaces.get",
  title: "Read a meeting space",
  kind: "read",
  request: {
    method: "GET",
    host: "meet.googleapis.com",
    path: "/v2/{+name}",
    resources: { name: "spaces/*" },
    body: "query",
  },
  input: z.strictObject({
    name: z.string().min(1).describe("Meeting space: its name or its code, such as abc-mnop-xyz"),
  }),
  output: z.looseObject({
    name: z.string(),
    meetingUri: z.string().nullish(),
    meetingCode: z.string().nullish(),
    activeConference: z.looseObject({ conferenceRecord: z.string().nullish() }).nullish(),
  }),
  scopes: anyOf("meetings.space.readonly", "meetings.space.settings"),
  scopesWhen: [
    {
      input: "name",
      from: ["googlemeet.spaces.create"],
      scopes: anyOf("meetings.space.created", "meetings.space.readonly"),
    },
  ],
  rateLimit: { class: "reads" },
  repeatable: true,
  errors: { notFound: "There is no such meeting space." },
  words: ["read", "get", "meeting", "space", "link"],
  docs: "https://developers.google.com/workspace/meet/api/reference/rest/v2/spaces/get",
});
