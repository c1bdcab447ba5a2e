import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const conferenceRecordsTranscriptsEntriesList = defineOperation({
  id: "googlemeet.conferenceRecords.transcripts.entries.list",
  title: "Read a transcript",
  kind: "read",
  request: {
    method: "GET",
    host: "meet.googleapis.com",
    path: "/v2/{+parent}/entries",
    resources: { parent: "conferenceRecords/*/transcripts/*" },
    body: "query",
  },
  input: z.strictObject({
    parent: z.string().min(1).describe("Transcript, such as conferenceRecords/abc/transcripts/def"),
    pageSize: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 100 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    transcriptEntries: z
      .array(
        z.looseObject({
          name: z.string(),
          participant: z.string().nullish(),
          text: z.string().nullish(),
          startTime: z.string().nullish(),
        }),
      )
      .nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf("meetings.space.readonly"),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "transcriptEntries",
    pageSize: "pageSize",
    maxPageSize: 100,
  },
  rateLimit: { class: "reads" },
  repeatable: true,
  words: ["read", "transcript", "said", "words", "meeting"],
  docs: "https://developers.google.com/workspace/meet/api/reference/rest/v2/conferenceRecords.transcripts.entries/list",
});
