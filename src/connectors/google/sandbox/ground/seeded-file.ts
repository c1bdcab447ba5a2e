import { type DriveFile, rootFolderId } from "./files.ts";
import { people } from "./people.ts";

/** A file that the first person has made without the app: `drive.file` does not reach it. */
export function seededFile(
  { id, name, mimeType }: Pick<DriveFile, "id" | "name" | "mimeType">,
  now: number,
): DriveFile {
  const [owner] = people;
  if (!owner) throw new Error("The stand-in has nobody in it");
  const time = new Date(now - 5 * 86_400_000).toISOString();
  return {
    id,
    name,
    mimeType,
    owner: owner.id,
    createdByApp: false,
    parents: [rootFolderId(owner)],
    createdTime: time,
    modifiedTime: time,
    trashed: false,
    starred: false,
    permissions: [
      {
        id: owner.id,
        type: "user",
        role: "owner",
        emailAddress: owner.email,
        displayName: owner.name,
      },
    ],
    version: 1,
  };
}
