import type { Deed } from "../../google/sandbox/ground/app.ts";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import type { MeetState } from "./state.ts";

/** Somebody joins a meeting, or the last one leaves it; the API has no method for that. */
export function holdMeeting({ state, user, fields, now }: Deed<MeetState>): string | undefined {
  const space = state.spaces.find(({ id, owner }) => id === fields["space"] && owner === user.id);
  if (!space) return "There is no such meeting.";
  const time = new Date(now).toISOString();
  const running = state.records.find(({ id }) => id === space.active);
  if (running) {
    running.endTime = time;
    for (const one of running.participants) one.to = time;
    delete space.active;
    return undefined;
  }
  space.active = createHexId(20);
  state.records.push({
    id: space.active,
    space: space.id,
    startTime: time,
    participants: [{ id: user.id, name: user.name, from: time, to: time }],
    transcripts: [],
    recordings: [],
  });
  return undefined;
}
