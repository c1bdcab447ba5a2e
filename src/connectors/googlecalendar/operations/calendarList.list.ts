import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const calendarListList = defineOperation({
  id: "googlecalendar.calendarList.list",
  title: "List my calendars",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/calendar/v3/users/me/calendarList",
    body: "query",
  },
  input: z.strictObject({
    minAccessRole: z
      .enum(["freeBusyReader", "reader", "writer", "owner"])
      .optional()
      .describe("Least that one may do in the calendars"),
    showHidden: z.boolean().optional().describe("Whether hidden calendars count too"),
    maxResults: z
      .number()
      .int()
      .min(1)
      .optional()
      .describe("How many to get; more than 250 are read page by page"),
    pageToken: z.string().optional().describe("Where the page starts, from the answer before"),
  }),
  output: z.looseObject({
    items: z
      .array(
        z.looseObject({
          id: z.string(),
          summary: z.string(),
          timeZone: z.string().nullish(),
          accessRole: z.string().nullish(),
          primary: z.boolean().nullish(),
        }),
      )
      .nullish(),
    nextPageToken: z.string().nullish(),
  }),
  scopes: anyOf(
    "calendar.calendarlist.readonly",
    "calendar.calendarlist",
    "calendar.readonly",
    "calendar",
  ),
  pagination: {
    cursor: "pageToken",
    next: "nextPageToken",
    items: "items",
    pageSize: "maxResults",
    maxPageSize: 250,
  },
  names: { list: "items", id: "id", name: ["summary"] },
  rateLimit: { class: "calls" },
  repeatable: true,
  words: ["list", "calendars", "my", "show"],
  docs: "https://developers.google.com/workspace/calendar/api/v3/reference/calendarList/list",
});
