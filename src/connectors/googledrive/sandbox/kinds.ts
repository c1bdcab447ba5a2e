import { type DriveFile, type Files, rootFolderId } from "../../google/sandbox/ground/files.ts";
import type { GoogleUser } from "../../google/sandbox/ground/people.ts";

export const folderType = "application/vnd.google-apps.folder";

export const isFolder = ({ mimeType }: DriveFile) => mimeType === folderType;

/** Docs, Sheets and so on, folders too: there are no bytes. */
export const isGoogleType = (mimeType: string) =>
  mimeType.startsWith("application/vnd.google-apps.");

export const isRoot = (file: DriveFile) => isFolder(file) && file.parents.length === 0;

/** `root` is My Drive of whoever asks. */
export const folderIdOf = (id: string, user: GoogleUser) =>
  id === "root" ? rootFolderId(user) : id;

export function bytesOf({ content }: DriveFile): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(content ?? "", "base64"));
}

/** The text of a file that is text. */
export function textOf(file: DriveFile): string | undefined {
  if (file.content === undefined) return undefined;
  const isText = /^text\/|json|xml|csv/.test(file.mimeType);
  return isText ? Buffer.from(file.content, "base64").toString("utf8") : undefined;
}

/** What lies in a folder, at any depth, as far as the token reaches. */
export function inside(folder: DriveFile, files: Files): readonly DriveFile[] {
  const children = files.all().filter(({ parents }) => parents.includes(folder.id));
  return [...children, ...children.flatMap((child) => inside(child, files))];
}
