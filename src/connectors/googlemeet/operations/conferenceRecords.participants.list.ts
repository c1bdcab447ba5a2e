import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const conferenceRecordsParticipantsList = defineOperation({
  id: "googlemeet.conferenceRecords.participants.list",
  title: "List who was in a meeting",
  kind: "read",
  request: {
    method: "GET",
    host: "meet.googleapis.com",
    path: "/v2/{+parent}/participants",
    resources: { parent: "conferenceRecords/*" },
    body: "query",
  },
  input: z.strictObject({
    parent: z.string().min(1).describe("Meeting record, such as conferenceRecords/abc"),
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 250 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    participants: z
      .array(
        z.looseObject({
          name: z.string(),
          signedinUser: z.looseObject({ displayName: z.string().nullish() }).nullish(),
          earliestStartTime: z.string().nullish(),
          latestEndTime: z.string().nullish(),
        }),
      )
      .nullish(),
    totalSize: z.number().nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("meetings.space.readonly"),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "participants",
    pageSize: "pageSize",
    maxPageSize: 250,
  },
  rateLimit: { class: "reads" },
  repeatable: true,
  words: ["who", "participants", "attendance", "people", "meeting"],
  docs: "https://developers.google.com/workspace/meet/api/reference/rest/v2/conferenceRecords.participants/list",
});
