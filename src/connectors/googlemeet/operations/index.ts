import type { Operation } from "../../../catalog/operation.ts";
import { conferenceRecordsList } from "./conferenceRecords.list.ts";
import { conferenceRecordsParticipantsList } from "./conferenceRecords.participants.list.ts";
import { conferenceRecordsRecordingsList } from "./conferenceRecords.recordings.list.ts";
import { conferenceRecordsTranscriptsEntriesList } from "./conferenceRecords.transcripts.entries.list.ts";
import { conferenceRecordsTranscriptsList } from "./conferenceRecords.transcripts.list.ts";
import { spacesCreate } from "./spaces.create.ts";
import { spacesEndActiveConference } from "./spaces.endActiveConference.ts";
import { spacesGet } from "./spaces.get.ts";
import { spacesPatch } from "./spaces.patch.ts";

export const operations: readonly Operation[] = [
  conferenceRecordsList,
  conferenceRecordsParticipantsList,
  conferenceRecordsRecordingsList,
  conferenceRecordsTranscriptsEntriesList,
  conferenceRecordsTranscriptsList,
  spacesCreate,
  spacesEndActiveConference,
  spacesGet,
  spacesPatch,
];
