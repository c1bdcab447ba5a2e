import { expect, test } from "vitest";
import { googleMeetConnector } from "../../src/connectors/googlemeet/connector.ts";
import { type Step, createGoogleCode } from "../support/google-code.ts";
import { scopesFor } from "../support/google-scopes.ts";

const code = createGoogleCode(
  [googleMeetConnector],
  ["meetings.space.created", "meetings.space.readonly", "meetings.space.settings"],
);
const use = (method: string, given: Step[1] = {}): Step => [`googlemeet.${method}`, given];
const record = "conferenceRecords/planning2026";

test("a room is made, opened to everybody, and found by its code", async () => {
  const answer = await code.run([
    use("spaces.create"),
    use("spaces.patch", { name: "${s1.name}", accessType: "OPEN" }),
    use("spaces.get", { name: "${s1.name}" }),
  ]);
  expect(answer).toMatchObject({
    meetingUri: expect.stringMatching(/^https:\/\/meet\.google\.com\//),
    config: { accessType: "OPEN" },
  });
});

test("what was said in a meeting is read by its resource names", async () => {
  const answer = await code.run([
    use("conferenceRecords.list"),
    use("conferenceRecords.transcripts.list", { parent: "${s1.conferenceRecords[0].name}" }),
    use("conferenceRecords.transcripts.entries.list", { parent: "${s2.transcripts[0].name}" }),
  ]);
  expect(answer).toMatchObject({
    transcriptEntries: [
      { text: "Let us start with the launch date." },
      { text: "Spring works for the team." },
    ],
  });
  expect(code.sent.at(-1)).toBe(`GET /v2/${record}/transcripts/planning-text/entries`);
});

test("wanted is a number of people, not of pages", async () => {
  const answer = await code.run([
    use("conferenceRecords.participants.list", { parent: record, pageSize: 2 }),
  ]);
  expect(Reflect.get(Object(answer), "participants")).toHaveLength(2);
});

test.each<[string, readonly string[], readonly Step[]]>([
  ["a new room", ["meetings.space.created"], [use("spaces.create")]],
  ["past meetings", ["meetings.space.readonly"], [use("conferenceRecords.list")]],
  [
    "the settings of a room that is there",
    ["meetings.space.settings"],
    [use("spaces.patch", { name: "spaces/abc-mnop-xyz", accessType: "OPEN" })],
  ],
])("%s takes %j", (_, scopes, steps) => {
  expect(scopesFor([googleMeetConnector], steps)).toEqual(scopes);
});
