import type { Call } from "../../google/sandbox/ground/app.ts";
import {
  type DriveFile,
  type FilePermission,
  rootFolderId,
} from "../../google/sandbox/ground/files.ts";
import { invalid, notFound, refuse } from "../../google/sandbox/ground/refusal.ts";
import { folderIdOf, inside, isFolder } from "./kinds.ts";
import { rightsOn } from "./resource.ts";
import type { DriveState } from "./state.ts";

type Mover = Pick<Call<DriveState>, "user" | "files">;

/**
 * The folder for a new or moved file: one at most, and one that the token reaches.
 * https://developers.google.com/workspace/drive/api/guides/ref-single-parent
 */
export function folderFor(ids: readonly string[], { user, files }: Mover): readonly string[] {
  const [first, ...others] = ids;
  if (first === undefined) return [rootFolderId(user)];
  if (others.length > 0)
    refuse(403, "cannotAddParent", "Increasing the number of parents is not allowed");
  const id = folderIdOf(first, user);
  if (id === rootFolderId(user)) return [id];
  const folder = files.find(id) ?? notFound(`File not found: ${first}.`);
  if (!isFolder(folder)) refuse(403, "parentNotAFolder", "The specified parent is not a folder.");
  if (!rightsOn(folder, user).canEdit) {
    refuse(
      403,
      "insufficientParentPermissions",
      "Insufficient permissions for the specified parent.",
    );
  }
  return [id];
}

/** Who has access to a folder has it to what lies in it; its owner may write there. */
export function inherit(file: DriveFile, { files }: Mover): void {
  for (const id of file.parents) {
    for (const permission of files.find(id)?.permissions ?? []) {
      const role = permission.role === "owner" ? "writer" : permission.role;
      grant(file, { ...permission, role });
    }
  }
}

/** Notes a right; whoever has one already gets the new role, but the owner stays the owner. */
export function grant(file: DriveFile, permission: FilePermission): FilePermission {
  const known = file.permissions.find(({ id }) => id === permission.id);
  if (!known) {
    file.permissions.push(permission);
    return permission;
  }
  if (known.role !== "owner") known.role = permission.role;
  return known;
}

/** Moves a file by the two lists of `files.update`. What is in no folder any more is in My Drive. */
export function move(file: DriveFile, query: URLSearchParams, mover: Mover): void {
  const listOf = (name: string) =>
    (query.get(name) ?? "")
      .split(",")
      .filter((id) => id !== "")
      .map((id) => folderIdOf(id, mover.user));
  const added = listOf("addParents");
  const removed = listOf("removeParents");
  if (added.length > 0) {
    const [target] = folderFor(added, mover);
    if (target === file.id || inside(file, mover.files).some(({ id }) => id === target))
      invalid("The requested parent would create a cycle in the directory graph.", "badRequest");
    file.parents = target === undefined ? file.parents : [target];
    inherit(file, mover);
  } else if (removed.length > 0) {
    const left = file.parents.filter((id) => !removed.includes(id));
    file.parents = left.length > 0 ? left : [rootFolderId(mover.user)];
  }
}
