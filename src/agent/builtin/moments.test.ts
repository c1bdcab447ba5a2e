import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { understand } from "./understand.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(createCatalog(connectors, providers));

/** The inputs of the first step. A Monday, 11:00 in Berlin. */
function inputs(prompt: string): Readonly<Record<string, unknown>> {
  const intent = understand(prompt, {
    vocabulary,
    functions: [],
    current: undefined,
    now: new Date("2026-11-30T10:00:00Z"),
    timezone: "Europe/Berlin",
  });
  if (intent.kind !== "create") throw new Error(`"${prompt}": ${JSON.stringify(intent)}`);
  return intent.flow.steps[0]?.with ?? {};
}

describe("points in time", () => {
  test.each<[said: string, start: string, end?: string]>([
    ["on March 3, 2027, from 10:45pm to 1:15am", "2027-03-03T22:45:00", "2027-03-04T01:15:00"],
    ["am 26.2.2027 14 Uhr", "2027-02-26T14:00:00"],
    ["on 2027-02-26 9:00 to 10:30", "2027-02-26T09:00:00", "2027-02-26T10:30:00"],
    ["on the 15th at 9", "2026-12-15T09:00:00"],
    ["on Dec 24 from 10 to 12", "2026-12-24T10:00:00", "2026-12-24T12:00:00"],
    ["12/24/2026 5pm", "2026-12-24T17:00:00"],
    ["el 24/12/2026 a las 17:00", "2026-12-24T17:00:00"],
    ["el 5 de diciembre a las 14:00", "2026-12-05T14:00:00"],
    ["dia 5 de dezembro às 14h", "2026-12-05T14:00:00"],
    ["le 5 décembre à 14h30", "2026-12-05T14:30:00"],
    ["tomorrow 9am", "2026-12-01T09:00:00"],
    ["tomorrow from 10 to 11:30", "2026-12-01T10:00:00", "2026-12-01T11:30:00"],
    ["demain à 9h", "2026-12-01T09:00:00"],
    ["mañana a las 9", "2026-12-01T09:00:00"],
    ["the day after tomorrow at noon", "2026-12-02T12:00:00"],
    ["übermorgen um 10 Uhr", "2026-12-02T10:00:00"],
    ["pasado mañana a las 10", "2026-12-02T10:00:00"],
    ["next friday at 3pm", "2026-12-04T15:00:00"],
    ["in 2 hours", "2026-11-30T13:00:00"],
  ])("%s", (said, start, end) => {
    const values = inputs(`create a google calendar event "Review" ${said}`);
    expect(values).toMatchObject({ start, timeZone: "Europe/Berlin" });
    expect(values["end"]).toBe(end);
  });

  test("a zone of its own", () => {
    expect(inputs('create a google calendar event "Review" tomorrow 9am tokyo time')).toMatchObject(
      {
        start: "2026-12-01T09:00:00",
        timeZone: "Asia/Tokyo",
      },
    );
  });

  test.each([
    ["for 45 minutes", 45],
    ["for an hour", 60],
    ["for half an hour", 30],
    ["for 2 hours", 120],
    ["90min", 90],
  ])("%s", (said, durationMinutes) => {
    expect(inputs(`create a google calendar event "Review" tomorrow 9am ${said}`)).toMatchObject({
      start: "2026-12-01T09:00:00",
      durationMinutes,
    });
  });

  test("what takes a time does not start at it", () => {
    expect(inputs('create a 45 minute google calendar event "Review" friday at 10')).toMatchObject({
      start: "2026-12-04T10:00:00",
      durationMinutes: 45,
    });
  });
});

describe("ranges, for what reads", () => {
  test.each([
    ["this week", "2026-11-29T23:00:00Z", "2026-12-06T23:00:00Z"],
    ["of last week", "2026-11-22T23:00:00Z", "2026-11-29T23:00:00Z"],
    ["of last month", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"],
    ["of yesterday", "2026-11-28T23:00:00Z", "2026-11-29T23:00:00Z"],
  ])("%s", (said, timeMin, timeMax) => {
    expect(inputs(`list my google calendar events ${said}`)).toEqual({ timeMin, timeMax });
  });
});
