import { meet, type meet_v2 } from "@googleapis/meet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
beforeAll(async () => {
  google = await startGoogle();
});
afterAll(() => google.close());

function client(scopes: readonly string[], email?: string): meet_v2.Meet {
  const auth = google.auth(scopes, email);
  return meet({ version: "v2", auth, rootUrl: google.rootUrl, retry: false });
}
const [created, readonly, settings] = [
  "meetings.space.created",
  "meetings.space.readonly",
  "meetings.space.settings",
] as const;
const room = "spaces/planning2026room";
const record = "conferenceRecords/planning2026";

describe("spaces", () => {
  test("are made with a link and a code, open to whom the app says", async () => {
    const { data } = await client([created]).spaces.create({
      requestBody: { config: { accessType: "OPEN" } },
    });
    expect(data).toMatchObject({
      name: expect.stringMatching(/^spaces\/\w+$/),
      meetingCode: expect.stringMatching(/^[a-z]{3}-[a-z]{4}-[a-z]{3}$/),
      config: { accessType: "OPEN", entryPointAccess: "ALL" },
    });
    expect(data.meetingUri).toBe(`https://meet.google.com/${data.meetingCode}`);
    const { data: read } = await client([created]).spaces.get({ name: data.name ?? "" });
    expect(read).toEqual(data);
  });

  test("are found by their code too", async () => {
    const { data } = await client([readonly]).spaces.get({ name: "spaces/abc-mnop-xyz" });
    expect(data.name).toBe(room);
  });

  test("that the app did not make are not there for its own scope", async () => {
    const call = client([created]).spaces.get({ name: room });
    expect(await failure(call)).toMatchObject({ status: 403, reason: "PERMISSION_DENIED" });
  });

  test("of others are not there at all", async () => {
    const call = client([readonly], "sam@example.com").spaces.get({ name: room });
    expect(await failure(call)).toMatchObject({ status: 403 });
  });

  test("change with the scope for their settings", async () => {
    const { data } = await client([settings]).spaces.patch({
      name: room,
      updateMask: "config.accessType",
      requestBody: { config: { accessType: "RESTRICTED" } },
    });
    expect(data.config).toMatchObject({ accessType: "RESTRICTED" });
    const odd = { name: room, requestBody: { config: { accessType: "EVERYBODY" } } };
    expect(await failure(client([settings]).spaces.patch(odd))).toMatchObject({
      status: 400,
      reason: "INVALID_ARGUMENT",
    });
  });

  test("in which nobody meets have no meeting to end", async () => {
    const { data } = await client([created]).spaces.create({ requestBody: {} });
    const call = client([created]).spaces.endActiveConference({ name: data.name ?? "" });
    expect(await failure(call)).toMatchObject({ status: 400, reason: "FAILED_PRECONDITION" });
  });

  test("that are not there are said so", async () => {
    const call = client([readonly]).spaces.get({ name: "spaces/none" });
    expect(await failure(call)).toMatchObject({ status: 404, reason: "NOT_FOUND" });
  });

  test("are not made with a scope that reads", async () => {
    const call = client([readonly]).spaces.create({ requestBody: {} });
    expect(await failure(call)).toMatchObject({
      status: 403,
      reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    });
  });
});

describe("past meetings", () => {
  const api = () => client([readonly]).conferenceRecords;

  test("are listed, and found by when they began", async () => {
    const { data } = await api().list();
    expect(data.conferenceRecords).toMatchObject([{ name: record, space: room }]);
    const later = await api().list({ filter: 'start_time>="2099-01-01T00:00:00Z"' });
    expect(later.data.conferenceRecords).toBeUndefined();
    expect(await failure(api().list({ filter: "colour=red" }))).toMatchObject({ status: 400 });
  });

  test("of rooms that the app did not make are not in its own list", async () => {
    const { data } = await client([created]).conferenceRecords.list();
    expect(data.conferenceRecords).toBeUndefined();
  });

  test("say who was there, page by page", async () => {
    const { data: first } = await api().participants.list({ parent: record, pageSize: 1 });
    expect(first.participants).toMatchObject([{ signedinUser: { displayName: "Maya Okafor" } }]);
    expect(first.totalSize).toBe(2);
    const { data: second } = await api().participants.list({
      parent: record,
      pageSize: 1,
      pageToken: first.nextPageToken ?? "",
    });
    expect(second.participants).toMatchObject([{ signedinUser: { displayName: "Sam Rivera" } }]);
    expect(second.nextPageToken).toBeUndefined();
  });

  test("have a transcript with what was said", async () => {
    const { data } = await api().transcripts.list({ parent: record });
    const [transcript] = data.transcripts ?? [];
    expect(transcript?.docsDestination?.document).toBe("1PlanningTranscript2026");
    const { data: said } = await api().transcripts.entries.list({ parent: transcript?.name ?? "" });
    expect(said.transcriptEntries?.map(({ text }) => text)).toEqual([
      "Let us start with the launch date.",
      "Spring works for the team.",
    ]);
    const none = api().transcripts.entries.list({ parent: `${record}/transcripts/none` });
    expect(await failure(none)).toMatchObject({ status: 404 });
  });

  test("have a recording that stands in Drive", async () => {
    const { data } = await api().recordings.list({ parent: record });
    expect(data.recordings).toMatchObject([
      { state: "FILE_GENERATED", driveDestination: { file: "1PlanningRecording2026" } },
    ]);
  });
});
