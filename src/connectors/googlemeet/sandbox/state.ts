import { z } from "zod";

export const spaceShape = z.object({
  id: z.string(),
  owner: z.string(),
  meetingCode: z.string(),
  accessType: z.string(),
  entryPointAccess: z.string(),
  createdByApp: z.boolean(),
  /** Id of the record of a meeting that is going on. */
  active: z.string().optional(),
});
export type Space = z.output<typeof spaceShape>;

export const recordShape = z.object({
  id: z.string(),
  space: z.string(),
  startTime: z.string(),
  endTime: z.string().optional(),
  participants: z.array(
    z.object({ id: z.string(), name: z.string(), from: z.string(), to: z.string() }),
  ),
  transcripts: z.array(
    z.object({
      id: z.string(),
      document: z.string(),
      entries: z.array(
        z.object({ id: z.string(), participant: z.string(), text: z.string(), time: z.string() }),
      ),
    }),
  ),
  recordings: z.array(z.object({ id: z.string(), file: z.string() })),
});
export type ConferenceRecord = z.output<typeof recordShape>;

export const meetState = z.object({ spaces: z.array(spaceShape), records: z.array(recordShape) });
export type MeetState = z.output<typeof meetState>;
