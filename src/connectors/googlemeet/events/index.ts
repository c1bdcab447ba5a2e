import type { EventFilter, EventInfo } from "../../../catalog/event.ts";
import { anyOf } from "../../google/scopes.ts";
import { conferencePayload, ended, endedPayload, started } from "./conferences.ts";

const meeting: EventFilter = {
  description: "Meeting space, by name, code or address",
  in: ["space", "code"],
  part: String.raw`^https?://meet\.google\.com/([\w-]+)`,
};

const common = {
  scopes: anyOf("meetings.space.readonly").user ?? [],
  via: ["polling"],
  docs: "https://developers.google.com/workspace/meet/api/reference/rest/v2/conferenceRecords/list",
  words: ["call", "conference"],
  filters: { space: meeting, code: meeting, url: meeting, id: meeting },
} satisfies Partial<EventInfo>;

export const events: readonly EventInfo[] = [
  {
    ...common,
    id: "googlemeet.conference.started",
    title: "A meeting starts",
    payload: conferencePayload,
    poll: started,
  },
  {
    ...common,
    id: "googlemeet.conference.ended",
    title: "A meeting has ended",
    payload: endedPayload,
    poll: ended,
  },
];
