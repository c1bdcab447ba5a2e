import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Call, Method } from "../../google/sandbox/ground/app.ts";
import { pageOf } from "../../google/sandbox/ground/paging.ts";
import { invalid, notFound, refuse } from "../../google/sandbox/ground/refusal.ts";
import type { ConferenceRecord, MeetState, Space } from "./state.ts";

const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;
const created = auth("meetings.space.created");
const read = [created, auth("meetings.space.readonly")];
const settings = auth("meetings.space.settings");
const paging = ["pageSize", "pageToken"];

type MeetCall = Call<MeetState>;

const configBody = z.strictObject({
  config: z
    .strictObject({
      accessType: z.enum(["OPEN", "TRUSTED", "RESTRICTED"]).optional(),
      entryPointAccess: z.enum(["ALL", "CREATOR_APP_ONLY"]).optional(),
    })
    .optional(),
});

/** `meetings.space.created` reaches what the app has made, and nothing else. */
function isReached(space: Space, { user, has }: MeetCall, wide: readonly string[]): boolean {
  return space.owner === user.id && (wide.some(has) || (space.createdByApp && has(created)));
}

function spaceOf(call: MeetCall, wide: readonly string[]): Space {
  const id = (call.params["name"] ?? "").replace(/^spaces\//, "");
  const space = call.state.spaces.find((one) => [one.id, one.meetingCode].includes(id));
  if (!space) return notFound("Requested entity was not found.");
  return isReached(space, call, wide)
    ? space
    : refuse(403, "forbidden", "Permission denied on resource Space (or it might not exist).");
}

function recordsOf(call: MeetCall): readonly ConferenceRecord[] {
  return call.state.records.filter(({ space }) => {
    const found = call.state.spaces.find(({ id }) => id === space);
    return found !== undefined && isReached(found, call, [auth("meetings.space.readonly")]);
  });
}

function recordOf(call: MeetCall): ConferenceRecord {
  const id = /^conferenceRecords\/([^/]+)/.exec(call.params["parent"] ?? "")?.[1];
  return (
    recordsOf(call).find((record) => record.id === id) ??
    notFound("Requested entity was not found.")
  );
}

function view({ id, meetingCode, accessType, entryPointAccess, active }: Space) {
  return {
    name: `spaces/${id}`,
    meetingUri: `https://meet.google.com/${meetingCode}`,
    meetingCode,
    config: { accessType, entryPointAccess },
    ...(active === undefined
      ? {}
      : { activeConference: { conferenceRecord: `conferenceRecords/${active}` } }),
  };
}

const letters = (count: number) =>
  Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join("");

function listed<Item extends object>(
  call: MeetCall,
  member: string,
  items: readonly Item[],
  size: number,
  max: number,
) {
  const page = pageOf(items, call.query, { size, max, sizeParameter: "pageSize" });
  return {
    ...(page.items.length > 0 ? { [member]: page.items } : {}),
    ...(page.nextPageToken ? { nextPageToken: page.nextPageToken } : {}),
  };
}

/** https://developers.google.com/workspace/meet/api/reference/rest */
export const methods: readonly Method<MeetState>[] = [
  {
    id: "spaces.create",
    http: "POST",
    path: "/v2/spaces",
    scopes: [created],
    body: configBody,
    changes: true,
    run({ state, user, body }) {
      const { config = {} } = configBody.parse(body);
      const space: Space = {
        id: letters(12),
        owner: user.id,
        meetingCode: `${letters(3)}-${letters(4)}-${letters(3)}`,
        accessType: config.accessType ?? "TRUSTED",
        entryPointAccess: config.entryPointAccess ?? "ALL",
        createdByApp: true,
      };
      state.spaces.push(space);
      return view(space);
    },
  },
  {
    id: "conferenceRecords.list",
    http: "GET",
    path: "/v2/conferenceRecords",
    scopes: read,
    query: ["filter", ...paging],
    run(call) {
      const filter = call.query.get("filter");
      const [, field = "", operator = "", time = ""] =
        /^(start_time|end_time)\s*(>=|>|<=|<)\s*"?([^"]+)"?$/.exec(filter ?? "") ?? [];
      if (filter !== null && operator === "") invalid("Invalid filter.");
      const found = recordsOf(call).filter(({ startTime, endTime }) => {
        if (filter === null) return true;
        const at = field === "end_time" ? endTime : startTime;
        if (at === undefined) return false;
        return operator.startsWith(">") ? at >= time : at <= time;
      });
      const items = found.map(({ id, space, startTime, endTime }) => ({
        name: `conferenceRecords/${id}`,
        startTime,
        ...(endTime ? { endTime } : {}),
        space: `spaces/${space}`,
      }));
      return listed(call, "conferenceRecords", items, 25, 100);
    },
  },
  {
    id: "conferenceRecords.participants.list",
    http: "GET",
    path: "/v2/{+parent}/participants",
    scopes: read,
    query: ["filter", ...paging],
    run(call) {
      const { id, participants } = recordOf(call);
      const items = participants.map(({ id: one, name, from, to }) => ({
        name: `conferenceRecords/${id}/participants/${one}`,
        signedinUser: { user: `users/${one}`, displayName: name },
        earliestStartTime: from,
        latestEndTime: to,
      }));
      return { ...listed(call, "participants", items, 100, 250), totalSize: participants.length };
    },
  },
  {
    id: "conferenceRecords.transcripts.list",
    http: "GET",
    path: "/v2/{+parent}/transcripts",
    scopes: read,
    query: paging,
    run(call) {
      const { id, transcripts, startTime, endTime } = recordOf(call);
      const items = transcripts.map((one) => ({
        name: `conferenceRecords/${id}/transcripts/${one.id}`,
        state: "FILE_GENERATED",
        startTime,
        endTime,
        docsDestination: { document: one.document },
      }));
      return listed(call, "transcripts", items, 10, 100);
    },
  },
  {
    id: "conferenceRecords.transcripts.entries.list",
    http: "GET",
    path: "/v2/{+parent}/entries",
    scopes: read,
    query: paging,
    run(call) {
      const record = recordOf(call);
      const wanted = /\/transcripts\/([^/]+)$/.exec(call.params["parent"] ?? "")?.[1];
      const transcript =
        record.transcripts.find(({ id }) => id === wanted) ??
        notFound("Requested entity was not found.");
      const items = transcript.entries.map(({ id, participant, text, time }) => ({
        name: `${call.params["parent"]}/entries/${id}`,
        participant: `conferenceRecords/${record.id}/participants/${participant}`,
        text,
        languageCode: "en-US",
        startTime: time,
      }));
      return listed(call, "transcriptEntries", items, 10, 100);
    },
  },
  {
    id: "conferenceRecords.recordings.list",
    http: "GET",
    path: "/v2/{+parent}/recordings",
    scopes: read,
    query: paging,
    run(call) {
      const { id, recordings, startTime, endTime } = recordOf(call);
      const items = recordings.map((one) => ({
        name: `conferenceRecords/${id}/recordings/${one.id}`,
        state: "FILE_GENERATED",
        startTime,
        endTime,
        driveDestination: {
          file: one.file,
          exportUri: `https://drive.google.com/file/d/${one.file}/view`,
        },
      }));
      return listed(call, "recordings", items, 10, 100);
    },
  },
  {
    id: "spaces.endActiveConference",
    http: "POST",
    path: "/v2/{+name}:endActiveConference",
    scopes: [created],
    body: z.strictObject({}),
    changes: true,
    run(call) {
      const space = spaceOf(call, []);
      const record = call.state.records.find(({ id }) => id === space.active);
      if (!record)
        refuse(
          400,
          "failedPrecondition",
          "There is no active conference for the given space.",
          "FAILED_PRECONDITION",
        );
      else record.endTime = new Date(call.now).toISOString();
      delete space.active;
      return {};
    },
  },
  {
    id: "spaces.get",
    http: "GET",
    path: "/v2/{+name}",
    scopes: [...read, settings],
    run: (call) => view(spaceOf(call, [auth("meetings.space.readonly"), settings])),
  },
  {
    id: "spaces.patch",
    http: "PATCH",
    path: "/v2/{+name}",
    scopes: [created, settings],
    query: ["updateMask"],
    body: configBody,
    changes: true,
    run(call) {
      const space = spaceOf(call, [settings]);
      Object.assign(space, configBody.parse(call.body).config);
      return view(space);
    },
  },
];
