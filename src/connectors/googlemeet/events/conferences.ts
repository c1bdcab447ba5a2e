import { z } from "zod";
import { type EventCall, EventCallError } from "../../../catalog/event.ts";
import { pollSince } from "../../../catalog/polling.ts";

export const conferencePayload = z.object({
  id: z.string().describe("Name of the record: conferenceRecords/abc"),
  space: z.string().describe("Name of the meeting space: spaces/abc"),
  code: z.string().describe("Code of the meeting: abc-mnop-xyz"),
  link: z.string().describe("Address of the meeting"),
  started: z.string().describe("When it started, ISO 8601"),
});

export const endedPayload = conferencePayload.extend({
  ended: z.string().describe("When it ended, ISO 8601"),
  minutes: z.number().describe("How long it lasted, in whole minutes"),
  participants: z.array(z.string()).describe("Names of who was there"),
});

const record = z.looseObject({
  name: z.string(),
  startTime: z.string(),
  endTime: z.string().nullish(),
  space: z.string().nullish(),
});
type ConferenceRecord = z.output<typeof record>;
const recordPage = z.looseObject({
  conferenceRecords: z.array(record).nullish(),
  nextPageToken: z.string().nullish(),
});
const space = z.looseObject({
  meetingUri: z.string().nullish(),
  meetingCode: z.string().nullish(),
});
const named = z.looseObject({ displayName: z.string().nullish() }).nullish();
const participantPage = z.looseObject({
  participants: z
    .array(z.looseObject({ signedinUser: named, anonymousUser: named, phoneUser: named }))
    .nullish(),
});

/** A record may show some minutes after what it tells of. */
const overlapMs = 10 * 60_000;
const max = 25;

export const started = pollSince({
  operations: ["googlemeet.conferenceRecords.list", "googlemeet.spaces.get"],
  every: 60,
  overlapMs,
  max,
  list: async (from, { call }) =>
    (await recordsSince("start_time", from, call)).map((one) => ({
      ...one,
      key: one.name,
      time: one.startTime,
    })),
  async tell(fresh, { call }) {
    const happenings = [];
    for (const one of fresh) happenings.push({ id: one.name, payload: await payloadOf(one, call) });
    return happenings;
  },
});

export const ended = pollSince({
  operations: [...started.operations, "googlemeet.conferenceRecords.participants.list"],
  every: 60,
  overlapMs,
  max,
  list: async (from, { call }) =>
    (await recordsSince("end_time", from, call)).flatMap((one) =>
      one.endTime ? [{ ...one, key: one.name, time: one.endTime }] : [],
    ),
  async tell(fresh, { call }) {
    const happenings = [];
    for (const one of fresh) {
      const lastedMs = Date.parse(one.time) - Date.parse(one.startTime);
      const payload = {
        ...(await payloadOf(one, call)),
        ended: one.time,
        minutes: Math.round(lastedMs / 60_000),
        participants: await participantsOf(one.name, call),
      };
      happenings.push({ id: one.name, payload });
    }
    return happenings;
  },
});

async function recordsSince(
  field: "start_time" | "end_time",
  from: string,
  call: EventCall,
): Promise<readonly ConferenceRecord[]> {
  const found: ConferenceRecord[] = [];
  for (let pageToken: string | undefined; ;) {
    const answer = await call("googlemeet.conferenceRecords.list", {
      filter: `${field}>="${from}"`,
      pageSize: 100,
      pageToken,
    });
    const { conferenceRecords, nextPageToken } = recordPage.parse(answer);
    found.push(...(conferenceRecords ?? []));
    if (!nextPageToken) return found;
    pageToken = nextPageToken;
  }
}

async function payloadOf(
  one: ConferenceRecord,
  call: EventCall,
): Promise<z.output<typeof conferencePayload>> {
  const { meetingCode, meetingUri } = await spaceOf(one.space ?? "", call);
  return {
    id: one.name,
    space: one.space ?? "",
    code: meetingCode ?? "",
    link: meetingUri ?? "",
    started: one.startTime,
  };
}

/** A space that is gone has no address any more. */
async function spaceOf(name: string, call: EventCall): Promise<z.output<typeof space>> {
  if (name === "") return {};
  try {
    return space.parse(await call("googlemeet.spaces.get", { name }));
  } catch (error) {
    if (error instanceof EventCallError && [403, 404].includes(error.status)) return {};
    throw error;
  }
}

async function participantsOf(parent: string, call: EventCall): Promise<readonly string[]> {
  const input = { parent, pageSize: 250 };
  const answer = await call("googlemeet.conferenceRecords.participants.list", input);
  return (participantPage.parse(answer).participants ?? []).flatMap(
    ({ signedinUser, anonymousUser, phoneUser }) =>
      (signedinUser ?? anonymousUser ?? phoneUser)?.displayName ?? [],
  );
}
