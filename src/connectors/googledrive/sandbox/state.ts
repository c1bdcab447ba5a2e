import { z } from "zod";
import { channelShape } from "../../google/sandbox/ground/channels.ts";

const change = z.object({
  /** Place in the log, from 1. */
  place: z.number(),
  fileId: z.string(),
  removed: z.boolean(),
  /** RFC 3339. */
  time: z.string(),
});
export type Change = z.output<typeof change>;

/** What one reader has been told of: files by version, and how that changed. */
const log = z.object({
  versions: z.record(z.string(), z.number()),
  changes: z.array(change),
});
export type ChangeLog = z.output<typeof log>;

const notice = z.object({
  to: z.string(),
  from: z.string(),
  fileName: z.string(),
  message: z.string(),
});

/** What only Drive knows; the files themselves are shared by all apps. */
export const driveState = z.object({
  /** Ids given out for files to be created. */
  generatedIds: z.array(z.string()),
  /** Those of them that a file has or had. */
  usedIds: z.array(z.string()),
  /** By person, and apart for tokens that see only the app's files. */
  logs: z.record(z.string(), log),
  channels: z.array(channelShape),
  /** Emails about sharing, newest last. */
  notices: z.array(notice),
});
export type DriveState = z.output<typeof driveState>;
