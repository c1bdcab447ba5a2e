import type { Call } from "../../google/sandbox/ground/app.ts";
import { isRoot } from "./kinds.ts";
import { wideScopes } from "./scopes.ts";
import type { ChangeLog, DriveState } from "./state.ts";

/**
 * The reader's log, brought up to date. Other apps change files without telling Drive, so that what
 * changed is seen by the version of each file; what is no longer seen counts as removed.
 */
export function upToDate({
  state,
  user,
  files,
  has,
  now,
}: Pick<Call<DriveState>, "state" | "files" | "has" | "now"> & {
  readonly user: { readonly id: string };
}): ChangeLog {
  const reader = `${user.id}${wideScopes.some(has) ? "" : " own files"}`;
  const log = (state.logs[reader] ??= { versions: {}, changes: [] });
  const seen = files.all().filter((file) => !isRoot(file));
  const changed = seen
    .filter(({ id, version }) => log.versions[id] !== version)
    .toSorted((one, other) => one.modifiedTime.localeCompare(other.modifiedTime));
  for (const { id, modifiedTime } of changed) note(log, id, false, modifiedTime);
  const gone = Object.keys(log.versions).filter((id) => seen.every((file) => file.id !== id));
  for (const id of gone) note(log, id, true, new Date(now).toISOString());
  log.versions = Object.fromEntries(seen.map(({ id, version }) => [id, version]));
  return log;
}

function note(log: ChangeLog, fileId: string, removed: boolean, time: string): void {
  log.changes.push({ place: log.changes.length + 1, fileId, removed, time });
}
