import { z } from "zod";
import { createFileId } from "./ids.ts";
import type { GoogleUser } from "./people.ts";
import { notFound, refuse } from "./refusal.ts";

export const permissionShape = z.object({
  id: z.string(),
  type: z.enum(["user", "group", "domain", "anyone"]),
  role: z.enum(["owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"]),
  emailAddress: z.string().optional(),
  displayName: z.string().optional(),
  domain: z.string().optional(),
  allowFileDiscovery: z.boolean().optional(),
});
export type FilePermission = z.output<typeof permissionShape>;

export const fileShape = z.object({
  id: z.string(),
  name: z.string(),
  mimeType: z.string(),
  /** User id. */
  owner: z.string(),
  /** Whether the client created it: then `drive.file` reaches it. */
  createdByApp: z.boolean(),
  parents: z.array(z.string()),
  /** RFC 3339. */
  createdTime: z.string(),
  modifiedTime: z.string(),
  trashed: z.boolean(),
  starred: z.boolean(),
  description: z.string().optional(),
  appProperties: z.record(z.string(), z.string()).optional(),
  permissions: z.array(permissionShape),
  /** Base64; absent for folders and for files whose content lives in another app. */
  content: z.string().optional(),
  /** Counts changes. */
  version: z.number(),
});
export type DriveFile = z.output<typeof fileShape>;

export const rootFolderId = (user: GoogleUser) => `0A${user.id.slice(-8)}root`;

/** Drive files as far as one token reaches. */
export interface Files {
  /** Every file the token may see, trashed ones too. */
  all(): readonly DriveFile[];
  /** Throws 404 where the token does not reach the file, 403 where its user may not do that. */
  get(id: string, need?: "read" | "write"): DriveFile;
  find(id: string): DriveFile | undefined;
  /** A new file of the user's, in My Drive where no parent is named. */
  create(file: {
    name: string;
    mimeType: string;
    parents?: readonly string[];
    id?: string;
  }): DriveFile;
  /** Notes that the file was changed now. */
  touch(file: DriveFile): void;
  remove(id: string): void;
}

interface Reach {
  readonly user: GoogleUser;
  readonly now: number;
  /**
   * Whether only files that the client created are reached: all the token has for this method is
   * `drive.file`. https://developers.google.com/workspace/drive/api/guides/api-specific-auth
   */
  readonly onlyOwnFiles: boolean;
}

export function createFiles(store: DriveFile[], { user, now, onlyOwnFiles }: Reach): Files {
  const roleOf = (file: DriveFile) =>
    file.permissions.find(
      ({ type, emailAddress }) =>
        type === "anyone" || type === "domain" || emailAddress === user.email,
    )?.role;
  const isSeen = (file: DriveFile) =>
    (file.owner === user.id || roleOf(file) !== undefined) && (!onlyOwnFiles || file.createdByApp);
  const find = (id: string) => {
    const wanted = id === "root" ? rootFolderId(user) : id;
    const file = store.find((one) => one.id === wanted);
    return file && isSeen(file) ? file : undefined;
  };
  return {
    all: () => store.filter(isSeen),
    find,
    get(id, need = "read") {
      const file = find(id) ?? notFound(`File not found: ${id}.`);
      const mayWrite = file.owner === user.id || ["writer", "owner"].includes(roleOf(file) ?? "");
      if (need === "write" && !mayWrite) {
        refuse(
          403,
          "insufficientFilePermissions",
          "The user does not have sufficient permissions for this file.",
        );
      }
      return file;
    },
    create({ name, mimeType, parents, id = createFileId() }) {
      const time = new Date(now).toISOString();
      const file: DriveFile = {
        id,
        name,
        mimeType,
        owner: user.id,
        createdByApp: true,
        parents: parents?.length ? [...parents] : [rootFolderId(user)],
        createdTime: time,
        modifiedTime: time,
        trashed: false,
        starred: false,
        permissions: [
          {
            id: user.id,
            type: "user",
            role: "owner",
            emailAddress: user.email,
            displayName: user.name,
          },
        ],
        version: 1,
      };
      store.push(file);
      return file;
    },
    touch(file) {
      file.modifiedTime = new Date(now).toISOString();
      file.version += 1;
    },
    remove(id) {
      const index = store.findIndex((file) => file.id === id);
      if (index >= 0) store.splice(index, 1);
    },
  };
}
