import { html } from "../../../sandbox/kit/html.ts";
import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { people } from "../../google/sandbox/ground/people.ts";
import { holdMeeting } from "./meeting.ts";
import { methods } from "./methods.ts";
import { type MeetState, meetState } from "./state.ts";

function seed(now: number): MeetState {
  const [maya, sam] = people;
  if (!maya || !sam) throw new Error("The stand-in has nobody in it");
  const at = (minutes: number) => new Date(now - 2 * 86_400_000 + minutes * 60_000).toISOString();
  return {
    spaces: [
      {
        id: "planning2026room",
        owner: maya.id,
        meetingCode: "abc-mnop-xyz",
        accessType: "TRUSTED",
        entryPointAccess: "ALL",
        createdByApp: false,
      },
    ],
    records: [
      {
        id: "planning2026",
        space: "planning2026room",
        startTime: at(0),
        endTime: at(45),
        participants: [maya, sam].map(({ id, name }) => ({ id, name, from: at(0), to: at(45) })),
        transcripts: [
          {
            id: "planning-text",
            document: "1PlanningTranscript2026",
            entries: [
              {
                id: "1",
                participant: maya.id,
                text: "Let us start with the launch date.",
                time: at(1),
              },
              { id: "2", participant: sam.id, text: "Spring works for the team.", time: at(2) },
            ],
          },
        ],
        recordings: [{ id: "planning-video", file: "1PlanningRecording2026" }],
      },
    ],
  };
}

export const meetApp = defineGoogleApp({
  id: "googlemeet",
  name: "Google Meet",
  service: "meet.googleapis.com",
  errorStyle: "status",
  shape: meetState,
  seed,
  methods,
  act: holdMeeting,
  view({ state, user }) {
    const spaces = state.spaces.filter(({ owner }) => owner === user.id);
    const records = state.records.filter(({ space }) => spaces.some(({ id }) => id === space));
    return html`<h1>Meeting links</h1>
      ${spaces.map(
        ({ id, meetingCode, accessType, active }) =>
          html`<form method="post" action="/_sandbox/act/googlemeet">
            meet.google.com/${meetingCode} <span class="quiet">${accessType}</span>
            <input type="hidden" name="user" value="${user.email}" />
            <input type="hidden" name="space" value="${id}" />
            <button>${active === undefined ? "Start a meeting" : "End the meeting"}</button>
          </form>`,
      )}
      <h1>Past meetings</h1>
      ${records.map(
        ({ startTime, participants, transcripts }) =>
          html`<section class="card">
            <h2>${startTime.slice(0, 16).replace("T", " ")}</h2>
            <p>${participants.map(({ name }) => name).join(", ")}</p>
            ${transcripts.flatMap(({ entries }) => entries).map(({ participant, text }) => html`<p><strong>${participants.find(({ id }) => id === participant)?.name}</strong> ${text}</p>`)}
          </section>`,
      )}`;
  },
});
