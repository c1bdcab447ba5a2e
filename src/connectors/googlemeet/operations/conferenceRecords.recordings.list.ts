import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const conferenceRecordsRecordingsList = defineOperation({
  id: "googlemeet.conferenceRecords.recordings.list",
  title: "List the recordings of a meeting",
  kind: "read",
  request: {
    method: "GET",
    host: "meet.googleapis.com",
    path: "/v2/{+parent}/recordings",
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
      .describe("How many to get; more than 100 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    recordings: z
      .array(
        z.looseObject({
          name: z.string(),
          state: z.string().nullish(),
          driveDestination: z
            .looseObject({ file: z.string().nullish(), exportUri: z.string().nullish() })
            .nullish(),
        }),
      )
      .nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("meetings.space.readonly"),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "recordings",
    pageSize: "pageSize",
    maxPageSize: 100,
  },
  rateLimit: { class: "reads" },
  repeatable: true,
  words: ["recordings", "video", "list", "meeting"],
  docs: "https://developers.google.com/workspace/meet/api/reference/rest/v2/conferenceRecords.recordings/list",
});
