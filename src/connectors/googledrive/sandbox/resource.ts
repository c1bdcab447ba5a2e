import { createHash } from "node:crypto";
import type { Call } from "../../google/sandbox/ground/app.ts";
import type { DriveFile, FilePermission } from "../../google/sandbox/ground/files.ts";
import { type GoogleUser, people } from "../../google/sandbox/ground/people.ts";
import { refuse } from "../../google/sandbox/ground/refusal.ts";
import { bytesOf, isFolder, isGoogleType, isRoot } from "./kinds.ts";
import type { DriveState } from "./state.ts";

type Reader = Pick<Call<DriveState>, "user" | "files" | "query">;

/** What a person may do with a file; who has several rights has the widest. */
export function rightsOn(file: DriveFile, user: GoogleUser) {
  const roles = file.permissions
    .filter(({ type, emailAddress }) =>
      type === "user" || type === "group" ? emailAddress === user.email : true,
    )
    .map(({ role }) => role);
  const owns = file.owner === user.id;
  const canEdit = owns || roles.some((role) => role === "writer" || role === "owner");
  return { owns, canEdit, canShare: canEdit };
}

/** Ends the call where the person may not do that with the file. */
export function requireRight(isAllowed: boolean): void {
  if (isAllowed) return;
  refuse(
    403,
    "insufficientFilePermissions",
    "The user does not have sufficient permissions for this file.",
  );
}

const links: Readonly<Record<string, string>> = {
  document: "https://docs.google.com/document/d/",
  spreadsheet: "https://docs.google.com/spreadsheets/d/",
  presentation: "https://docs.google.com/presentation/d/",
  form: "https://docs.google.com/forms/d/",
  folder: "https://drive.google.com/drive/folders/",
};

function linkTo({ id, mimeType }: DriveFile): string {
  const start = links[mimeType.replace("application/vnd.google-apps.", "")];
  if (start === undefined) return `https://drive.google.com/file/d/${id}/view?usp=drivesdk`;
  return start.endsWith("/d/") ? `${start}${id}/edit?usp=drivesdk` : start + id;
}

/** As an answer shows a person. */
export function personResource(id: string, reader: GoogleUser) {
  const person = people.find((one) => one.id === id);
  return {
    kind: "drive#user",
    displayName: person?.name ?? "",
    me: id === reader.id,
    permissionId: id,
    emailAddress: person?.email ?? "",
  };
}

export function permissionResource(permission: FilePermission) {
  return { kind: "drive#permission", ...permission };
}

/** Without a mask an answer has four members. https://developers.google.com/workspace/drive/api/guides/fields-parameter */
export function fileResource(file: DriveFile, reader: Reader) {
  const brief = { kind: "drive#file", id: file.id, name: file.name, mimeType: file.mimeType };
  return reader.query.has("fields") ? { ...brief, ...details(file, reader) } : brief;
}

function details(file: DriveFile, { user, files }: Reader) {
  const { owns, canEdit, canShare } = rightsOn(file, user);
  const hasBytes = !isGoogleType(file.mimeType);
  const parents = file.parents.filter((id) => owns || files.find(id) !== undefined);
  return {
    ...(file.description === undefined ? {} : { description: file.description }),
    ...(file.appProperties ? { appProperties: file.appProperties } : {}),
    ...(parents.length > 0 ? { parents } : {}),
    ...(hasBytes ? contentDetails(file) : {}),
    ...(canShare ? { permissions: file.permissions.map(permissionResource) } : {}),
    permissionIds: file.permissions.map(({ id }) => id),
    starred: file.starred,
    trashed: file.trashed,
    explicitlyTrashed: file.trashed,
    version: String(file.version),
    webViewLink: linkTo(file),
    createdTime: file.createdTime,
    modifiedTime: file.modifiedTime,
    owners: [personResource(file.owner, user)],
    ownedByMe: owns,
    shared: file.permissions.length > 1,
    spaces: ["drive"],
    capabilities: {
      canEdit,
      canShare,
      canRename: canEdit,
      canCopy: !isFolder(file),
      canDownload: hasBytes,
      canTrash: owns && !isRoot(file),
      canDelete: owns && !isRoot(file),
      canAddChildren: canEdit && isFolder(file),
    },
  };
}

function contentDetails(file: DriveFile) {
  const bytes = bytesOf(file);
  const extension = /\.(\w+)$/.exec(file.name)?.[1];
  return {
    size: String(bytes.length),
    quotaBytesUsed: String(bytes.length),
    md5Checksum: createHash("md5").update(bytes).digest("hex"),
    originalFilename: file.name,
    headRevisionId: `0B${file.id.slice(-8)}v${file.version}`,
    webContentLink: `https://drive.google.com/uc?id=${file.id}&export=download`,
    ...(extension === undefined ? {} : { fileExtension: extension, fullFileExtension: extension }),
  };
}
