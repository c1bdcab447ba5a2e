import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { tellChannels } from "../../google/sandbox/ground/channels.ts";
import { upToDate } from "./changes-log.ts";
import { aboutGet } from "./methods/about.ts";
import { changeMethods } from "./methods/changes.ts";
import { fileChanges } from "./methods/files-change.ts";
import { fileCreation } from "./methods/files-create.ts";
import { fileReads } from "./methods/files-read.ts";
import { permissionMethods } from "./methods/permissions.ts";
import { seedDrive, seedFiles } from "./seed.ts";
import { type DriveState, driveState } from "./state.ts";
import { viewDrive } from "./view.ts";

/** Google Drive; files of the other apps lie in it too. https://developers.google.com/workspace/drive/api/reference/rest/v3 */
export const driveApp = defineGoogleApp<DriveState>({
  id: "googledrive",
  name: "Google Drive",
  service: "drive.googleapis.com",
  errorStyle: "reasons",
  shape: driveState,
  seed: seedDrive,
  seedFiles,
  methods: [
    ...fileReads,
    ...fileCreation,
    ...fileChanges,
    ...permissionMethods,
    ...changeMethods,
    aboutGet,
  ],
  changed({ state, now, filesOf }) {
    tellChannels(state.channels, now, "change", ({ userId }) => {
      const [user, files] = [{ id: userId }, filesOf(userId)];
      return String(upToDate({ state, user, files, has: () => true, now }).changes.length);
    });
  },
  view: viewDrive,
});
