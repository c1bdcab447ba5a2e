const prefix = "https://www.googleapis.com/auth/";
const addresses = (...names: readonly string[]) => names.map((name) => prefix + name);

/** Read details: every scope of Drive, as the discovery document lists them. */
export const anyScope = addresses(
  "drive",
  "drive.appdata",
  "drive.file",
  "drive.meet.readonly",
  "drive.metadata",
  "drive.metadata.readonly",
  "drive.photos.readonly",
  "drive.readonly",
);

/** Who has the Drive, which the meetings' scope does not tell. */
export const aboutScopes = anyScope.filter((scope) => !scope.endsWith("meet.readonly"));

/** Who has access to a file, which the app's own hidden folder does not know. */
export const permissionScopes = anyScope.filter((scope) => !scope.endsWith("appdata"));

export const exportScopes = addresses(
  "drive",
  "drive.file",
  "drive.meet.readonly",
  "drive.readonly",
);

export const createScopes = addresses("drive", "drive.appdata", "drive.file");
export const copyScopes = [...createScopes, ...addresses("drive.photos.readonly")];
export const changeScopes = [...createScopes, ...addresses("drive.metadata", "drive.scripts")];
export const sharingScopes = addresses("drive", "drive.file");

/** Scopes that see every file of the person; the others see the files of the app. */
export const wideScopes = addresses(
  "drive",
  "drive.metadata",
  "drive.metadata.readonly",
  "drive.readonly",
);

/** Scopes that give content of every file, to read and to change it. */
export const contentScopes = {
  read: addresses("drive", "drive.readonly"),
  write: addresses("drive"),
} as const;

/** Only content of files that the app made: https://developers.google.com/workspace/drive/api/guides/api-specific-auth */
export const ownFilesScope = `${prefix}drive.file`;
