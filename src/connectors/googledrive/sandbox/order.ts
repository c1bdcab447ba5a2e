import type { DriveFile } from "../../google/sandbox/ground/files.ts";
import { invalid } from "../../google/sandbox/ground/refusal.ts";
import { isFolder } from "./kinds.ts";

type Compare = (one: DriveFile, other: DriveFile) => number;

const byName: Compare = (one, other) => one.name.localeCompare(other.name, "en");
const byModified: Compare = (one, other) => one.modifiedTime.localeCompare(other.modifiedTime);
const byFolder: Compare = (one, other) => Number(isFolder(other)) - Number(isFolder(one));

/** Sort keys; nobody looks at files here, so that views do not count. */
const keys: Readonly<Record<string, Compare>> = {
  createdTime: (one, other) => one.createdTime.localeCompare(other.createdTime),
  folder: byFolder,
  modifiedTime: byModified,
  modifiedByMeTime: byModified,
  name: byName,
  name_natural: (one, other) => one.name.localeCompare(other.name, "en", { numeric: true }),
  quotaBytesUsed: (one, other) => (one.content?.length ?? 0) - (other.content?.length ?? 0),
  recency: byModified,
  starred: (one, other) => Number(other.starred) - Number(one.starred),
};

/** `folder,modifiedTime desc`; newest first where nothing is asked. */
export function inOrder(files: readonly DriveFile[], orderBy: string | null): readonly DriveFile[] {
  const steps = (orderBy ?? "modifiedTime desc").split(",").map((part) => {
    const [, name = "", isDown] = /^\s*(\w+)(\s+desc)?\s*$/.exec(part) ?? [];
    const compare = keys[name] ?? invalid(`Invalid value for: orderBy`, "invalid");
    return isDown === undefined
      ? compare
      : (one: DriveFile, other: DriveFile) => compare(other, one);
  });
  return files.toSorted((one, other) =>
    steps.reduce((difference, compare) => difference || compare(one, other), 0),
  );
}
