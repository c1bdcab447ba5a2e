import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const conferenceRecordsList = defineOperation({
  id: "googlemeet.conferenceRecords.list",
  title: "List past and running meetings",
  kind: "read",
  request: {
    method: "GET",
    host: "meet.googleapis.com",
    path: "/v2/conferenceRecords",
    body: "query",
  },
  input: z.strictObject({
    filter: z.string().optional().describe('Condition, such as start_time>="2026-12-01T00:00:00Z"'),
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 100 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    conferenceRecords: z
      .array(
        z.looseObject({
          name: z.string(),
          startTime: z.string().nullish(),
          endTime: z.string().nullish(),
          space: z.string().nullish(),
        }),
      )
      .nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("meetings.space.readonly"),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "conferenceRecords",
    pageSize: "pageSize",
    maxPageSize: 100,
  },
  rateLimit: { class: "reads" },
  repeatable: true,
  words: ["list", "meetings", "past", "calls", "records"],
  docs: "https://developers.google.com/workspace/meet/api/reference/rest/v2/conferenceRecords/list",
});
